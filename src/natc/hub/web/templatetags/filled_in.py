"""Drawing the fields of forms, ours and those of libraries, in one design."""

from django import template
from django.forms import BoundField, CheckboxInput, Select
from django.utils.safestring import SafeString

register = template.Library()


@register.filter
def drawn(field: BoundField) -> SafeString:
    """The field in our design, where its form says nothing else."""
    widget = field.field.widget
    boxes = isinstance(widget, CheckboxInput) or widget.use_fieldset
    look = "form-check-input" if boxes else "form-select" if isinstance(widget, Select) else "form-control"
    return field.as_widget(attrs={"class": widget.attrs.get("class", look)})
