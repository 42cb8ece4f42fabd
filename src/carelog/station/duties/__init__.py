"""What is done day by day in every unit."""
