"""The frame round every page: the gate, the navigation, the made-up-data banner, the messages after a save."""

from pathlib import Path

import streamlit as st

from pages.ui import out_of_order, places, state, top

ICON = Path(__file__).with_name("icons") / "app.svg"
LOOKS = Path(__file__).with_name("page.css")


def run() -> None:
    found = out_of_order.problem()
    if found is not None:
        st.set_page_config(page_title="Lower back", page_icon=str(ICON), initial_sidebar_state="collapsed")
        # A navigation with one hidden page: without it Streamlit would look for page files by itself.
        st.navigation([st.Page(lambda: out_of_order.show(found), title="Lower back")], position="hidden").run()
        return
    with state.journal().one_moment():
        _page()


def _page() -> None:
    words = state.words()
    st.set_page_config(page_icon=str(ICON), initial_sidebar_state="auto")
    st.html(LOOKS)
    pages = {name: places.page(name) for name in places.PLACES}
    chosen = st.navigation(list(pages.values()))
    state.entered(chosen.url_path)
    st.sidebar.caption(words("app.name.promise"))
    with top.begin(chosen.url_path, of="page"):
        _demo_banner()
        _flashes()
        chosen.run()


def _demo_banner() -> None:
    """On every page while made-up data is there: says so, and takes it away in one click."""
    if not state.journal().has_demo(state.owner()):
        return
    words = state.words()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f":orange-badge[{words('app.demo.badge')}] {words('app.demo.banner')}", width="content")
        if st.button(words("app.demo.remove"), key="remove_demo"):
            state.journal().remove_demo(state.owner())
            state.flash("app.demo.removed")
            places.go("home")


def _flashes() -> None:
    for message in state.take_flashes():
        show = {"success": st.success, "info": st.info, "warning": st.warning, "error": st.error}[message.kind]
        show(state.words()(message.key, **message.values))


run()
