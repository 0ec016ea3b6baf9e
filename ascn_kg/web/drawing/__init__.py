"""Maps and charts as SVG, drawn by the server."""
