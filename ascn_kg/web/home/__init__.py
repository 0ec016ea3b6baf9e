"""What the first page shows, part by part; all of it answers of saved questions."""
