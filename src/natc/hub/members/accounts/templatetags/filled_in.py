"""Drawing the fields of forms that are not ours."""

from django import template
from django.forms import BoundField, CheckboxInput
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def drawn(field: BoundField) -> SafeString:
    """The field in our design: allauth's forms know nothing of it."""
    look = "form-check-input d-block" if isinstance(field.field.widget, CheckboxInput) else "form-control"
    return field.as_widget(attrs={"class": look})
