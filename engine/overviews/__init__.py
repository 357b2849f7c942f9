"""Overviews (辖区总览): everything open in a jurisdiction and below, for its leaders and offices."""
