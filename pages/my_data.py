"""My data: what is kept and where, a copy to take along, the settings, and the way to be rid of it all."""

from functools import partial

import streamlit as st
from babel.dates import format_date

from core.model.record import StoredKind, StoredSummary
from pages.ui import places, state
from pages.ui.agenda import LOCALES, day_in_words

words, journal, owner = state.words(), state.journal(), state.owner()
today = state.today()


def is_empty(stored: StoredSummary) -> bool:
    return not (stored.own or stored.demo or stored.draft_saved_at or stored.guided_saved_at)


def what_is_kept(stored: StoredSummary) -> None:
    st.header(words("my_data.kept.title"), anchor=False)
    if is_empty(stored):
        st.markdown(words("my_data.kept.nothing"))
        return
    kinds = {name: kind for name, kind in stored.kinds.items() if kind.own or kind.demo}
    columns = {
        "what": [words(f"my_data.kept.{name}") for name in kinds],
        "entries": [str(kind.own) for kind in kinds.values()],
        "made_up": [str(kind.demo) for kind in kinds.values()],
        "days": [days_text(kind) for kind in kinds.values()],
    }
    if not stored.demo:
        del columns["made_up"]
    if kinds:
        st.table(
            {words(f"my_data.kept.{name}"): cells for name, cells in columns.items()},
            border="horizontal",
            hide_index=True,
            alt=words("my_data.kept.alt"),
        )
    for unfinished, saved_at in (("draft", stored.draft_saved_at), ("guided", stored.guided_saved_at)):
        if saved_at:
            saved = saved_at.astimezone(state.zone()).date()
            st.markdown(words(f"my_data.kept.{unfinished}", when=day_in_words(words, saved, today)))
    if any(kind.versions > kind.own + kind.demo for kind in stored.kinds.values()):
        st.caption(words("my_data.kept.older"))


def days_text(kind: StoredKind) -> str:
    """From which day to which, short enough for a phone."""
    first, last = (
        day
        and format_date(
            day, "d MMM" if day.year == today.year else "d MMM y", locale=LOCALES.get(words.language, words.language)
        )
        for day in (kind.first_day, kind.last_day)
    )
    return str(first) if first == last else words("my_data.kept.span", first=first, last=last)


def where_it_is_kept(stored: StoredSummary) -> None:
    st.subheader(words("my_data.where.title"), anchor=False)
    st.code(stored.place, language=None, wrap_lines=True)
    if stored.size_bytes is not None:
        st.markdown(words("my_data.where.private", size=size_text(stored.size_bytes)))
    with st.expander(words("my_data.where.technical_title")):
        if stored.size_bytes is not None:
            st.markdown(words("my_data.where.copy"))
            st.markdown(words("my_data.where.move"))
        st.markdown(words("my_data.where.technical", engine=stored.engine, schema=stored.schema_version))


def size_text(size: int) -> str:
    if size < 1_000_000:
        return words("my_data.where.kb", number=-(-size // 1000))
    return words("my_data.where.mb", number=f"{size / 1_000_000:.1f}")


def copies() -> None:
    st.header(words("my_data.copies.title"), anchor=False)
    st.markdown(words("my_data.copies.lead"))
    name, now = words("my_data.copies.file", day=today.isoformat()), state.now()
    for kind, ending, mime, export in (
        ("json", "json", "application/json", journal.export_json),
        ("csv", "zip", "application/zip", journal.export_csv),
    ):
        with st.container(border=True):
            st.markdown(words(f"my_data.copies.{kind}_what"))
            # The file is made when it is asked for, not on every visit of this page.
            st.download_button(
                words(f"my_data.copies.{kind}"),
                partial(export, owner, now),
                file_name=f"{name}.{ending}",
                mime=mime,
                key=f"download_{kind}",
                on_click="ignore",
                width="stretch",
            )


def settings() -> None:
    st.header(words("my_data.settings.title"), anchor=False)
    profile, codes = journal.profile(owner), journal.content.countries.codes
    with st.form("settings"):
        country = st.selectbox(
            words("my_data.settings.country"),
            codes,
            index=codes.index(profile.country) if profile.country in codes else len(codes) - 1,
            format_func=lambda code: words(f"help.country.{code}"),
            key="settings_country",
        )
        unit = st.segmented_control(
            words("my_data.settings.length"),
            ["cm", "in"],
            default=profile.length_unit,
            format_func=lambda name: words(f"my_data.settings.{name}"),
            required=True,
            key="settings_unit",
        )
        if st.form_submit_button(words("my_data.settings.save"), key="settings_save", width="stretch"):
            changed = profile.model_copy(update={"country": country, "length_unit": unit})
            journal.save_profile(owner, changed, state.now())
            state.flash("my_data.settings.saved")
            st.rerun()


def made_up(stored: StoredSummary) -> None:
    if not stored.demo:
        return
    st.header(words("my_data.demo.title"), anchor=False)
    st.markdown(words("my_data.demo.what", count=stored.demo))
    if st.button(words("my_data.demo.remove"), key="my_data_remove_demo", width="stretch"):
        journal.remove_demo(owner)
        state.flash("my_data.demo.removed")
        st.rerun()


def erase() -> None:
    st.header(words("my_data.erase.title"), anchor=False)
    with st.form("erase"):
        st.markdown(words("my_data.erase.what"))
        sure = st.checkbox(words("my_data.erase.sure"), key="erase_sure")
        if not st.form_submit_button(words("my_data.erase.do"), key="erase_do", width="stretch"):
            return
        if not sure:
            st.error(words("my_data.erase.not_sure"))
            return
    journal.erase(owner)
    state.begin_again("erase_sure")
    state.flash("my_data.erase.done")
    places.go("home")


summary = journal.stored(owner)
st.title(words("my_data.page.title"), anchor=False)
st.markdown(words("my_data.page.lead" if summary.size_bytes is not None else "my_data.page.lead_server"))
what_is_kept(summary)
where_it_is_kept(summary)
if not is_empty(summary):
    copies()
settings()
made_up(summary)
erase()
