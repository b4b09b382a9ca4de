"""The text of primary buttons: readable by day and by night, which the theme alone cannot do."""


def on_primary(label: str) -> str:
    """The label of a `type="primary"` button in the theme's colour for it (see .streamlit/config.toml)."""
    return f":violet[{label}]"
