"""Lists of people and companies out of a CRM, or kept by hand."""
