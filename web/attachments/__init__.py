"""Files: taken in while a form is being filled, given out to those who may see the case."""
