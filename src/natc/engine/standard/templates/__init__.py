"""Files an office fills in, written out of the standard: Excel templates and XLSForms."""
