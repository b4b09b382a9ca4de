/**
 * The guided session on the screen. The machine says what is so (machine.js); here it is shown, said and beeped, kept in
 * the browser so that a reload loses nothing, and told to the server at the end of each exercise. It ticks in the
 * browser alone: the server is asked at most twice an exercise.
 *
 * Every sentence comes from the server as data (`session.words`), every number too (`session.numbers`).
 */

import { firstState, hurtCount, look, moveOf, reduce, report, runs, segmentOf } from "./machine.js";
import { makeBeeps, makeStore, makeVoice, makeWakeLock } from "./senses.js";

const TICK_MS = 200;
const SOUND_KEY = "lower-back:sound";
const SCALE = [...Array(11).keys()];
const EXTRA = [0, 1, 2];
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
    this.refs = Object.fromEntries([...root.querySelectorAll("[data-ref]")].map((each) => [each.dataset.ref, each]));
    this.views = [...root.querySelectorAll("[data-view]")];
    this.session = component.data;
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
    this.told = new Set(); // exercises that one report has told of already
    this.shown = {};
    this.fill();
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

  word(key, values = {}) {
    return this.session.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  // ---- what happens ------------------------------------------------------------------------------------------------

  listen() {
    this.element.addEventListener("click", (event) => {
      const button = event.target.closest("[data-do]");
      if (button) this.press(button.dataset.do);
    });
    this.element.addEventListener("keydown", (event) => {
      const pressing = event.key === " " && event.target.closest("button, summary");
      if (!KEYS[event.key] || pressing || event.ctrlKey || event.metaKey || event.altKey) return;
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
    this.keep();
    this.follow(before, action);
    this.draw();
  }

  /** What a change asks for beside the drawing: a word, a beep, a report, the focus. */
  follow(before, action) {
    const { state } = this;
    const moved = before.view !== state.view;
    if (state.view === "rate" && moved) this.report(true);
    else if (state.view === "hurt" && moved) this.report(true);
    else if (state.view === "over" || state.item !== before.item) this.report(false);
    this.wakeLock.want(runs(state) || state.view === "rate" || state.view === "hurt");
    if (moved || state.item !== before.item || state.easier !== before.easier) this.face(before);
    this.say(before, moved);
  }

  /** A new question or exercise begins at its top; the focus goes along only where the buttons change. */
  face(before) {
    const { view } = this.state;
    this.show();
    this.element.scrollIntoView({ block: "start" });
    const target = { play: "toggle", hurt: "hurtTitle", rate: "rateTitle", over: "overTitle" }[view];
    if (target && before.view !== view) this.refs[target].focus({ preventScroll: true });
  }

  // ---- the server --------------------------------------------------------------------------------------------------

  signature({ items, done, next_item: next }) {
    return JSON.stringify([items ?? done, next]);
  }

  /** The server's data came anew. */
  heard(component) {
    this.session = component.data;
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
    this.put("saving", this.tries > 0 ? this.word("not_saved") : "");
  }

  /** How long to wait for an answer: the second time twice as long. */
  patience() {
    return this.session.numbers.save_again_s * 1000 * 2 ** Math.min(this.tries, 1);
  }

  // ---- what is kept in the browser ---------------------------------------------------------------------------------

  keep() {
    this.store.write(this.session.store_key, { state: this.state, sent: this.sent });
  }

  /** Where this browser was: waiting, at the second it was seen last. Null where another device went on since. */
  kept() {
    const kept = this.store.read(this.session.store_key);
    if (!kept) return null;
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
      if (moved) this.speak(this.word({ rate: "say_rate", hurt: "say_hurt", over: "say_over" }[state.view]));
      if (state.view === "rate" && moved) this.beep("end");
      return;
    }
    if (!runs(state)) {
      if (runs(before)) this.speak(this.word(state.away ? "away" : "say_paused"));
      return;
    }
    const same = then && then.item === state.item && then.step === state.step && then.easier === state.easier;
    if (!same || !then.runs) {
      this.speak(this.announcement(now));
      if (["move", "hold", "walk"].includes(now.phase)) this.beep("go");
      else if (then && !same) this.beep("end");
    } else if (now.phase !== then.phase || now.rep !== then.rep) {
      this.beep(now.phase === "hold" && !now.counts ? "go" : "rep");
    } else if (!now.counts && now.figure !== then.figure && now.figure <= session.numbers.countdown_beeps) {
      this.beep("soon");
    }
  }

  announcement(now) {
    const segment = segmentOf(this.session, this.state);
    const move = moveOf(this.session, this.state);
    const side = segment.side ? this.word(segment.side) : "";
    const values = { name: move.name, dose: move.dose, side, seconds: Math.round(segment.seconds), next: this.comes() };
    if (now.phase === "ready") return this.word(side ? "say_ready_side" : "say_ready", values);
    if (now.phase === "switch") return this.word("say_switch", values);
    if (now.phase === "rest") return this.word("say_rest", values);
    return this.word("say_go", values);
  }

  speak(sentence) {
    this.refs.live.textContent = sentence;
    if (this.sound.voice) this.voice.say(sentence);
  }

  beep(name) {
    if (this.sound.beeps) this.beeps.play(name);
  }

  // ---- what is seen ------------------------------------------------------------------------------------------------

  /** The text of an element, touched only where it changed. */
  put(ref, text) {
    if (this.shown[ref] === text) return;
    this.shown[ref] = text;
    this.refs[ref].textContent = text;
    this.refs[ref].hidden = text === "";
  }

  /** What stays the same through the session. */
  fill() {
    const { session } = this;
    const fixed = {
      howTitle: "how", stopTitle: "stop_if", back: "back", hurts: "hurts", skip: "skip", end: "end",
      voice: "voice", beeps: "beeps", hurtTitle: "hurt_title", leave: "hurt_skip", hurtEnd: "hurt_end", hurtSigns: "hurt_signs",
      mistake: "hurt_mistake", rateTitle: "rate_title", rateLead: "rate_lead", effortAsk: "effort", effortEnds: "effort_ends",
      overTitle: "over_title", overLead: "over_lead", keys: "keys",
    };
    for (const [ref, key] of Object.entries(fixed)) this.put(ref, this.word(key));
    this.refs.player.setAttribute("aria-label", this.word("label"));
    this.refs.sound.setAttribute("aria-label", this.word("sound"));
    this.refs.voice.hidden = !this.voice.there;
    this.put("startLead", session.lead);
    this.put("startNote", this.wakeLock.there ? "" : this.word("screen_note"));
    this.refs.list.replaceChildren(...session.moves.map((move) => line(move.name, move.dose)));
    this.refs.dots.replaceChildren(...session.moves.map(() => document.createElement("span")));
    this.scale("effort", SCALE, (value) => String(value));
    this.scale("extra", EXTRA, (value) => this.word(`extra_${value}`));
  }

  scale(name, values, label) {
    const buttons = values.map((value) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = label(value);
      button.addEventListener("click", () => this.act({ type: "rate", [name]: value }));
      return button;
    });
    this.refs[name].replaceChildren(...buttons);
  }

  show() {
    const { view } = this.state;
    for (const each of this.views) each.hidden = each.dataset.view !== view;
    this.refs.controls.hidden = view !== "play" && view !== "rate";
    this.refs.driving.hidden = view !== "play";
    this.refs.skip.hidden = view !== "play";
  }

  draw() {
    const { state, session, refs } = this;
    this.show();
    this.put("count", this.word("exercise_of", { number: state.item + 1, count: session.moves.length }));
    for (const name of ["voice", "beeps"]) refs[name].setAttribute("aria-pressed", String(this.sound[name]));
    [...refs.dots.children].forEach((dot, index) => {
      const over = index < state.item || state.view === "over" || (index === state.item && state.view === "rate");
      dot.className = over ? "done" : index === state.item ? "now" : "";
    });
    if (state.view === "start") this.drawStart();
    if (state.view === "play") this.drawPlay();
    if (state.view === "hurt") this.drawHurt();
    if (state.view === "rate") this.drawRate();
  }

  drawStart() {
    const begun = this.state.item > 0 || this.state.results.some((list) => list.length);
    this.put("startTitle", this.word(begun ? "start_again" : "start_title"));
    this.put("begin", this.word(begun ? "carry_on" : "begin"));
  }

  drawPlay() {
    const { state, session, refs } = this;
    const move = moveOf(session, state);
    const segment = segmentOf(session, state);
    const now = look(session, state, Date.now());
    const waits = !runs(state);
    this.drawMove(move);
    const where = [];
    if (segment.side) where.push(this.word(segment.side));
    if (move.sets > 1) where.push(this.word("set_of", { number: segment.set, count: move.sets }));
    this.put("where", where.join(" · ") || move.dose);
    const phase = now.phase === "move" && !now.counts ? "into" : now.phase;
    this.put("phase", this.word(waits ? "paused" : `phase_${phase}`));
    this.put("number", String(now.figure));
    this.put("of", this.under(now, segment));
    refs.stage.dataset.phase = now.phase;
    refs.stage.toggleAttribute("data-waits", waits);
    refs.ring.style.strokeDasharray = `${Math.round(now.part * 1000) / 10} 200`;
    this.put("next", this.comes());
    this.put("away", state.away ? this.word("away") : "");
    this.put("toggle", this.word(waits ? "carry_on" : "pause"));
    this.put("forward", this.word(`forward_${["ready", "switch", "rest"].includes(now.phase) ? now.phase : "work"}`));
  }

  /** Under the large figure: what it counts. */
  under(now, segment) {
    if (now.counts && now.rep) return this.word("count_of", { count: segment.reps });
    if (now.rep && segment.reps > 1) return this.word("rep_of", { number: now.rep, count: segment.reps });
    return this.word("seconds");
  }

  /** What belongs to the exercise, not to the moment. */
  drawMove(move) {
    const name = `${this.state.item}/${this.state.easier}`;
    if (this.drawn === name) return;
    this.drawn = name;
    const { refs } = this;
    this.put("name", move.name);
    this.put("adjust", move.adjust.join(" · "));
    this.put("cue", move.cues[0] ?? "");
    this.put("sideNote", move.side_note ?? "");
    for (const [ref, lines] of [["steps", move.steps], ["cues", move.cues.slice(1)], ["stops", move.stops]]) {
      refs[ref].replaceChildren(...lines.map((text) => line(text)));
      refs[ref].hidden = lines.length === 0;
    }
    refs.figure.hidden = !move.figure;
    refs.figure.closest(".play").classList.toggle("pictured", Boolean(move.figure));
    if (move.figure) {
      // As a picture of its own: its styles and names stay inside it, and nothing in it can run.
      refs.figure.src = `data:image/svg+xml,${encodeURIComponent(move.figure.svg)}`;
      refs.figure.alt = move.figure.alt;
    }
  }

  /** What comes after this part, in words. */
  comes() {
    const { state, session } = this;
    const segments = moveOf(session, state).segments;
    const following = segments.slice(state.step + 1).find((segment) => segment.kind === "work");
    const here = segments[state.step];
    if (here.kind === "ready" || !following) {
      if (here.kind === "ready" && here.side) return this.word("first_side", { side: this.word(here.side) });
      if (here.kind === "ready") return "";
      const next = session.moves[state.item + 1];
      return next ? this.word("next_up", { name: next.name }) : this.word("last_one");
    }
    if (here.kind !== "work") return "";
    if (following.set === here.set) return this.word("next_up", { name: this.word(following.side) });
    return this.word("next_rest", { number: following.set, count: moveOf(session, state).sets });
  }

  drawHurt() {
    const { state, session } = this;
    const easier = session.moves[state.item].easier;
    const can = Boolean(easier) && !state.easier && !state.finished;
    this.put("hurtLead", this.word("hurt_lead", { name: moveOf(session, state).name }));
    this.put("easier", can ? this.word("hurt_easier", { name: easier.name }) : "");
    const twice = hurtCount(state) >= session.numbers.hurts_suggest_end;
    this.put("hurtTwice", twice ? this.word("hurt_twice") : "");
    this.refs.hurtEnd.classList.toggle("primary", twice);
    this.refs.easier.classList.toggle("primary", can && !twice);
  }

  drawRate() {
    const { state, session } = this;
    const move = moveOf(session, state);
    const answered = state.effort !== null || state.extra !== null;
    const next = session.moves[state.item + 1];
    this.put("extraAsk", this.word(move.hold_s >= session.numbers.long_hold_s ? "extra_holds" : "extra"));
    this.put("rateNext", this.word(answered ? "rate_next" : "rate_skip"));
    this.put("rateUp", next ? this.word("next_up", { name: next.name }) : this.word("last_one"));
    for (const [name, values] of [["effort", SCALE], ["extra", EXTRA]]) {
      [...this.refs[name].children].forEach((button, index) => {
        button.setAttribute("aria-pressed", String(state[name] === values[index]));
      });
    }
  }
}

function line(text, note) {
  const item = document.createElement("li");
  if (note === undefined) {
    item.textContent = text;
    return item;
  }
  const name = document.createElement("b");
  name.textContent = text;
  item.append(name, ` ${note}`);
  return item;
}
