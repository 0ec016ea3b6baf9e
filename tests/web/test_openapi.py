"""The description of the API is valid OpenAPI, and the server does what it says, whatever is sent."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.app import create_app
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from ascn_kg.web.workers import Workers

FILES = {"en": "openapi.json", "id": "openapi.id.json"}
# A whole number, a day, things of several kinds, text, two that belong together, none at all; then the list.
QUICK = ("cities-joined-after", "twin-candidates", "definitions", "changes-between-reports", "mechanisms", "")


@pytest.fixture(scope="module")
def described(site: Site) -> dict[str, Any]:
    """The description as a client reads it."""
    found: dict[str, Any] = json.loads(respond(site, "openapi.json").content)
    return found


@pytest.fixture(scope="module")
def api(site: Site) -> Any:
    """The description, read by schemathesis from the application in this process."""
    import schemathesis

    return schemathesis.openapi.from_asgi("/openapi.json", create_app(Workers.in_process(site)))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_valid(site: Site, lang: str) -> None:
    from openapi_spec_validator import validate

    validate(json.loads(respond(site, FILES[lang]).content))


def test_a_description_that_is_wrong_is_not_valid(described: dict[str, Any]) -> None:
    from openapi_spec_validator import OpenAPIV31SpecValidator

    wrong = described | {"paths": {"/ask": {"get": {"responses": {"200": {}}}}}}
    assert not OpenAPIV31SpecValidator(wrong).is_valid()


def test_every_question_with_every_parameter(site: Site, described: dict[str, Any]) -> None:
    for name, question in site.knowledge.questions.items():
        operation = described["paths"][f"/ask/{name}"]["get"]
        named = [each["name"] for each in operation["parameters"] if "name" in each]
        assert named == [*question.params, "format"]


def test_types_defaults_and_choices(described: dict[str, Any]) -> None:
    def schema(name: str, param: str) -> dict[str, Any]:
        parameters = described["paths"][f"/ask/{name}"]["get"]["parameters"]
        found: dict[str, Any] = next(each["schema"] for each in parameters if each.get("name") == param)
        return found

    assert schema("cities-joined-after", "year").items() >= {"type": "integer", "default": 2018}.items()
    assert schema("members-as-of", "as_of").items() >= {"type": "string", "format": "date"}.items()
    assert {"city:hanoi", "city:jakarta"} < set(schema("twin-candidates", "city")["enum"])
    assert schema("twin-candidates", "city")["default"] == "city:phnom-penh"
    assert schema("initiatives-of-city", "city")["default"] == schema("initiatives-of-city", "city")["enum"][0] == "any"
    assert "enum" not in schema("components-of-initiative", "initiative")


def test_both_languages_differ_in_words_alone(site: Site, described: dict[str, Any]) -> None:
    indonesian = json.loads(respond(site, "openapi.id.json").content)
    words = {"description", "summary", "title"}

    def bare(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: bare(each) for key, each in value.items() if key not in words or isinstance(each, dict)}
        return [bare(each) for each in value] if isinstance(value, list) else value

    assert bare(indonesian) == bare(described)
    for name, question in site.knowledge.questions.items():
        assert indonesian["paths"][f"/ask/{name}"]["get"]["summary"] == question.summary["id"]


@pytest.mark.parametrize("name", QUICK)
def test_the_server_does_as_described(api: Any, name: str) -> None:
    _hold(api, f"/ask/{name}".rstrip("/"), 10)


@pytest.mark.slow
def test_the_server_does_as_described_for_every_question(api: Any) -> None:
    for operation in api.get_all_operations():
        if operation.ok().path != "/sparql":  # which has tests of its own, with queries that are any
            _hold(api, operation.ok().path, 12)


def test_a_server_that_does_otherwise_is_found_out(site: Site, described: dict[str, Any]) -> None:
    import schemathesis
    from schemathesis.core.failures import FailureGroup

    promised = json.loads(json.dumps(described))
    promised["components"]["schemas"]["Answer"]["required"].append("colour")
    api = schemathesis.openapi.from_dict(promised)
    api.app = create_app(Workers.in_process(site))
    with pytest.raises(FailureGroup, match="colour"):
        _hold(api, "/ask/mechanisms", 10)


def _hold(api: Any, path: str, examples: int) -> None:
    """Send what fits the description and what does not, and hold each response against it."""
    from schemathesis import GenerationMode, checks

    operation = api[path]["GET"]

    @given(case=st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode)))
    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def hold(case: Any) -> None:
        # What fits may still be refused: a first year after the last one, a name that nothing has.
        case.call_and_validate(excluded_checks=[checks.positive_data_acceptance])

    hold()
