/**
 * The guided session on the screen. The machine says what is so (machine.js); here it is shown, said and beeped, kept in
 * the browser so that a reload loses nothing, and told to the server at the end of each exercise. It ticks in the
 * browser alone: the server is asked at most twice an exercise.
 *
 * Every sentence comes from the server as data (`session.words`), every number too (`session.numbers`).
 */

import { firstState, fits, look, reduce, report, runs } from "./machine.js";
import { makeBeeps, makeStore, makeVoice, makeWakeLock } from "./senses.js";
import { announcement, View, word } from "./view.js";

const TICK_MS = 200;
const TWICE_MS = 400; // a second press on the same button within this is a slip of the finger
const SOUND_KEY = "lower-back:sound";
const KEYS = { " ": "toggle", ArrowRight: "forward", ArrowLeft: "back", h: "hurt", H: "hurt" };
const players = new WeakMap();

/** Streamlit calls this when the component appears and again whenever its data changed. */
export default function (component) {
  const root = component.parentElement;
  let player = players.get(root);
  if (!player || player.session.key !== component.data.key || !root.contains(player.element)) {
    if (player) player.close();
    player = new Player(root, component);
    players.set(root, player);
  } else {
    player.heard(component);
  }
  // A run that was overtaken cleans up too, though the player lives on: only one that has left the page is closed.
  return () => setTimeout(() => (root.host ?? root).isConnected || player.close(), 0);
}

class Player {
  constructor(root, component) {
    this.element = root.querySelector("[data-ref=player]");
    this.session = component.data;
    this.view = new View(root, this.session, (answer) => this.act({ type: "rate", ...answer }));
    this.refs = this.view.refs;
    this.tell = component.setTriggerValue;
    this.store = makeStore();
    this.beeps = makeBeeps();
    this.voice = makeVoice(this.session.language);
    this.wakeLock = makeWakeLock();
    this.sound = { voice: this.voice.there, beeps: true, ...this.store.read(SOUND_KEY) };
    this.store.forget(this.session.store_prefix, this.session.store_key);
    const kept = this.kept();
    this.state = kept ? kept.state : firstState(this.session);
    this.sent = kept ? kept.sent : this.signature(this.session);
    this.unsure = null; // when the last report left, while the server has not said that it has it
    this.tries = 0; // how often it was told again
    this.pressed = { what: "", at: 0 };
    this.told = new Set(); // exercises that one report has told of already
    this.refs.voice.hidden = !this.voice.there;
    this.view.put("startNote", this.wakeLock.there ? "" : word(this.session, "screen_note"));
    this.listen();
    this.check();
    this.draw();
    this.timer = setInterval(() => this.tick(), TICK_MS);
  }

  close() {
    clearInterval(this.timer);
    this.voice.hush();
    this.beeps.close();
    this.wakeLock.close();
    window.removeEventListener("online", this.online);
  }

  // ---- what happens ------------------------------------------------------------------------------------------------

  listen() {
    this.element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.press(button.dataset.do);
    });
    this.element.addEventListener("keydown", (event) => {
      const pressing = event.key === " " && event.target.closest("button, summary");
      if (!KEYS[event.key] || pressing || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!["play", "rate"].includes(this.state.view) || (this.state.view === "rate" && event.key === " ")) return;
      event.preventDefault();
      event.stopPropagation();
      this.press(KEYS[event.key]);
    });
    for (const name of ["voice", "beeps"]) {
      this.refs[name].addEventListener("click", () => {
        this.sound = { ...this.sound, [name]: !this.sound[name] };
        this.store.write(SOUND_KEY, this.sound);
        if (!this.sound.voice) this.voice.hush();
        if (this.sound.beeps) this.beeps.wake();
        this.draw();
      });
    }
    this.online = () => this.check(true);
    window.addEventListener("online", this.online);
  }

  press(what) {
    this.beeps.wake();
    const again = this.pressed.what === what && Date.now() - this.pressed.at < TWICE_MS;
    this.pressed = { what, at: Date.now() };
    if (again) return;
    if (what === "toggle") return this.act({ type: runs(this.state) ? "pause" : "go" });
    if (what === "forward" && this.state.view === "rate") return this.act({ type: "next" });
    this.act({ type: what });
  }

  tick() {
    if (runs(this.state)) this.act({ type: "tick" });
    this.check();
    this.clearTheWay();
  }

  /** Streamlit lays a message over everything when the line is lost. Ours says it beside: "This hurts" stays in reach. */
  clearTheWay() {
    const place = this.element.getRootNode().host ?? this.element;
    if (place.closest("[inert]")) document.querySelector("[role=dialog] button[aria-label=Close]")?.click();
  }

  act(action) {
    const before = this.state;
    this.state = reduce(this.session, before, { ...action, at: Date.now() });
    // A tick within the same second leaves nothing new to keep.
    if (action.type !== "tick" || this.state.step !== before.step || this.state.seen - this.keptAt >= 1000) this.keep();
    this.follow(before);
    this.draw();
  }

  /** What a change asks for beside the drawing: a word, a beep, a report, the focus. */
  follow(before) {
    const { state } = this;
    const moved = before.view !== state.view;
    if (state.view === "rate" && moved) this.report(true);
    else if (state.view === "hurt" && moved) this.report(true);
    else if (state.view === "over" || state.item !== before.item) this.report(false);
    this.wakeLock.want(runs(state) || state.view === "rate" || state.view === "hurt");
    if (moved || state.item !== before.item || state.easier !== before.easier) this.view.face(state, before);
    this.say(before, moved);
  }

  draw() {
    this.view.draw(this.state, this.sound, Date.now());
  }

  // ---- the server --------------------------------------------------------------------------------------------------

  signature({ items, done, next_item: next }) {
    return JSON.stringify([items ?? done, next]);
  }

  /** The server's data came anew. */
  heard(component) {
    this.session = this.view.session = component.data;
    this.tell = component.setTriggerValue;
    this.check();
    this.draw();
  }

  get saved() {
    return this.signature(this.session) === this.sent;
  }

  /** Tell what was done so far. `early`: the first word on this exercise; the last one comes when it is left. */
  report(early) {
    if (early && this.told.has(this.state.item)) return;
    if (early) this.told.add(this.state.item);
    const told = report(this.session, this.state);
    if (this.signature(told) === this.sent) return;
    this.send(told);
  }

  send(told) {
    this.sent = this.signature(told);
    this.unsure = Date.now();
    this.element.dataset.saved = String(this.saved);
    this.keep();
    this.tell("report", told);
  }

  /** Whether the server has it; if not for a while, or the line is back, tell it again: the latest word is enough. */
  check(now = false) {
    if (this.saved) {
      this.unsure = null;
      this.tries = 0;
    } else if (this.unsure === null || now || Date.now() - this.unsure > this.patience()) {
      if (this.unsure !== null) this.tries += 1;
      this.send(report(this.session, this.state));
    }
    this.element.dataset.saved = String(this.saved);
    this.view.put("saving", this.tries > 0 ? word(this.session, "not_saved") : "");
  }

  /** How long to wait for an answer: the second time twice as long. */
  patience() {
    return this.session.numbers.save_again_s * 1000 * 2 ** Math.min(this.tries, 1);
  }

  // ---- what is kept in the browser ---------------------------------------------------------------------------------

  keep() {
    this.keptAt = this.state.seen;
    this.store.write(this.session.store_key, { state: this.state, sent: this.sent });
  }

  /** Where this browser was: waiting, at the second it was seen last. Null where another device went on since. */
  kept() {
    const kept = this.store.read(this.session.store_key);
    if (!kept || !fits(this.session, kept.state)) return null;
    const current = this.signature(report(this.session, kept.state));
    if (![kept.sent, current].includes(this.signature(this.session)) && !this.behind(kept.state)) return null;
    const { state } = kept;
    const spent = state.since === null ? state.spent : Math.max(0, state.seen - state.since);
    return { sent: kept.sent, state: { ...state, since: null, spent } };
  }

  /** The server knows less than this browser: a report was lost on the way. */
  behind(state) {
    return this.session.done.length < report(this.session, state).items.length;
  }

  // ---- what is said ------------------------------------------------------------------------------------------------

  say(before, moved) {
    const { state, session } = this;
    const at = state.seen;
    const now = state.view === "play" ? look(session, state, at) : null;
    const then = this.heardLast;
    this.heardLast = now && { ...now, item: state.item, step: state.step, easier: state.easier, runs: runs(state) };
    if (!now) {
      if (moved) this.speak(word(session, { rate: "say_rate", hurt: "say_hurt", over: "say_over" }[state.view]));
      if (state.view === "rate" && moved) this.beep("end");
      return;
    }
    if (!runs(state)) {
      if (runs(before)) this.speak(word(session, state.away ? "away" : "say_paused"));
      return;
    }
    const same = then && then.item === state.item && then.step === state.step && then.easier === state.easier;
    if (!same || !then.runs) {
      this.speak(announcement(session, state, now.phase));
      if (["move", "hold", "walk"].includes(now.phase)) this.beep("go");
      else if (then && !same) this.beep("end");
    } else if (now.phase !== then.phase || now.rep !== then.rep) {
      this.beep(now.phase === "hold" && !now.counts ? "go" : "rep");
    } else if (!now.counts && now.figure !== then.figure && now.figure <= session.numbers.countdown_beeps) {
      this.beep("soon");
    }
  }

  speak(sentence) {
    this.refs.live.textContent = sentence;
    if (this.sound.voice) this.voice.say(sentence);
  }

  beep(name) {
    if (this.sound.beeps) this.beeps.play(name);
  }
}
