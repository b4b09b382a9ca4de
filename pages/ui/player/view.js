/** The session as it is seen: one drawing of a state, touched only where it changed. Every sentence comes as data. */

import { hurtCount, look, moveOf, runs, segmentOf } from "./machine.js";
import { inStep, played } from "./picture.js";

const SCALE = [...Array(11).keys()];
const EXTRA = [0, 1, 2];
const WAITING = ["ready", "switch", "rest"];
// What stands the same through the session: where -> which sentence.
const FIXED = {
  howTitle: "how", stopTitle: "stop_if", back: "back", hurts: "hurts", skip: "skip", end: "end", voice: "voice",
  beeps: "beeps", hurtTitle: "hurt_title", leave: "hurt_skip", hurtEnd: "hurt_end", hurtSigns: "hurt_signs",
  mistake: "hurt_mistake", rateTitle: "rate_title", rateLead: "rate_lead", effortAsk: "effort",
  effortEnds: "effort_ends", overTitle: "over_title", overLead: "over_lead", keys: "keys",
};

/** A sentence with what stands in its braces filled in. */
export function word(session, key, values = {}) {
  return session.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

/** What comes after this part, in words. */
export function comes(session, state) {
  const { segments, sets } = moveOf(session, state);
  const here = segments[state.step];
  const following = segments.slice(state.step + 1).find((segment) => segment.kind === "work");
  if (here.kind === "ready") {
    return here.side ? word(session, "first_side", { side: word(session, here.side) }) : "";
  }
  if (!following) return nextMove(session, state);
  if (here.kind !== "work") return "";
  if (following.set === here.set) return word(session, "next_up", { name: word(session, following.side) });
  return word(session, "next_rest", { number: following.set, count: sets });
}

function nextMove(session, state) {
  const next = session.moves[state.item + 1];
  return next ? word(session, "next_up", { name: next.name }) : word(session, "last_one");
}

/** What is said aloud where a part begins. */
export function announcement(session, state, phase) {
  const segment = segmentOf(session, state);
  const { name, dose } = moveOf(session, state);
  const side = segment.side ? word(session, segment.side) : "";
  const values = { name, dose, side, seconds: Math.round(segment.seconds) };
  if (phase === "ready") return word(session, side ? "say_ready_side" : "say_ready", values);
  return word(session, { switch: "say_switch", rest: "say_rest" }[phase] ?? "say_go", values);
}

export class View {
  constructor(root, session, rate) {
    this.refs = Object.fromEntries([...root.querySelectorAll("[data-ref]")].map((each) => [each.dataset.ref, each]));
    this.views = [...root.querySelectorAll("[data-view]")];
    this.session = session;
    this.shown = {};
    this.fill(rate);
  }

  /** The text of an element; one without text takes no room. */
  put(ref, text) {
    if (this.shown[ref] === text) return;
    this.shown[ref] = text;
    this.refs[ref].textContent = text;
    this.refs[ref].hidden = text === "";
  }

  word(key, values) {
    return word(this.session, key, values);
  }

  fill(rate) {
    const { refs, session } = this;
    for (const [ref, key] of Object.entries(FIXED)) this.put(ref, this.word(key));
    this.put("startLead", session.lead);
    refs.player.setAttribute("aria-label", this.word("label"));
    refs.sound.setAttribute("aria-label", this.word("sound"));
    refs.list.replaceChildren(...session.moves.map((move) => line(move.name, move.dose)));
    refs.dots.replaceChildren(...session.moves.map(() => document.createElement("span")));
    refs.effort.replaceChildren(...SCALE.map((value) => choice(String(value), () => rate({ effort: value }))));
    refs.extra.replaceChildren(...EXTRA.map((value) => choice(this.word(`extra_${value}`), () => rate({ extra: value }))));
  }

  /** Which of the faces is on, and the buttons that belong to it. */
  show({ view }) {
    for (const each of this.views) each.hidden = each.dataset.view !== view;
    this.refs.controls.hidden = view !== "play" && view !== "rate";
    this.refs.driving.hidden = view !== "play";
    this.refs.skip.hidden = view !== "play";
  }

  /** A new question or exercise begins at its top; the focus goes along only where the buttons change. */
  face(state, before) {
    this.show(state);
    this.refs.player.scrollIntoView({ block: "start" });
    const target = { play: "toggle", hurt: "hurtTitle", rate: "rateTitle", over: "overTitle" }[state.view];
    if (target && before.view !== state.view) this.refs[target].focus({ preventScroll: true });
  }

  draw(state, sound, at) {
    const { session, refs } = this;
    this.show(state);
    this.put("count", this.word("exercise_of", { number: state.item + 1, count: session.moves.length }));
    for (const name of ["voice", "beeps"]) refs[name].setAttribute("aria-pressed", String(sound[name]));
    [...refs.dots.children].forEach((dot, index) => {
      const over = index < state.item || state.view === "over" || (index === state.item && state.view === "rate");
      dot.className = over ? "done" : index === state.item ? "now" : "";
    });
    if (state.view === "start") this.drawStart(state);
    if (state.view === "play") this.drawPlay(state, at);
    if (state.view === "hurt") this.drawHurt(state);
    if (state.view === "rate") this.drawRate(state);
  }

  drawStart(state) {
    const begun = state.item > 0 || state.results.some((list) => list.length);
    this.put("startTitle", this.word(begun ? "start_again" : "start_title"));
    this.put("begin", this.word(begun ? "carry_on" : "begin"));
  }

  drawPlay(state, at) {
    const { session, refs } = this;
    const move = moveOf(session, state);
    const segment = segmentOf(session, state);
    const now = look(session, state, at);
    const waits = !runs(state);
    this.drawMove(state, move);
    if (move.figure) this.drawFigure(state, move.figure, segment, now);
    const where = [];
    if (segment.side) where.push(this.word(segment.side));
    if (move.sets > 1) where.push(this.word("set_of", { number: segment.set, count: move.sets }));
    this.put("where", where.join(" · ") || move.dose);
    this.put("phase", this.word(waits ? "paused" : `phase_${now.phase === "move" && !now.counts ? "into" : now.phase}`));
    this.put("number", String(now.figure));
    this.put("of", this.under(now, segment));
    refs.stage.dataset.phase = now.phase;
    refs.stage.toggleAttribute("data-waits", waits);
    refs.ring.style.strokeDasharray = `${Math.round(now.part * 1000) / 10} 200`;
    this.put("next", comes(session, state));
    this.put("away", state.away ? this.word("away") : "");
    this.put("toggle", this.word(waits ? "carry_on" : "pause"));
    this.put("forward", this.word(`forward_${WAITING.includes(now.phase) ? now.phase : "work"}`));
  }

  /** Under the large figure: what it counts. */
  under(now, segment) {
    if (now.counts && now.rep) return this.word("count_of", { count: segment.reps });
    if (now.rep && segment.reps > 1) return this.word("rep_of", { number: now.rep, count: segment.reps });
    return this.word("seconds");
  }

  /** What belongs to the exercise, not to the moment. */
  drawMove(state, move) {
    const name = `${state.item}/${state.easier}/${move.figure?.svg.length}`; // a picture kept still is another one
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
    if (move.figure) refs.figure.alt = move.figure.alt;
    this.pictured = null;
  }

  /** The picture, anew only where another part of it is played: it moves by itself. */
  drawFigure(state, figure, segment, now) {
    const part = played(figure, segment, now);
    const shown = part ? `${state.step}/${now.rep}/${part.stands ? "hold" : "move"}` : "all";
    if (this.pictured === shown) return;
    this.pictured = shown;
    // As a picture of its own: its styles and names stay inside it, and nothing in it can run. The name makes it another
    // picture for the browser each time, or it would go on where an equal one was.
    const picture = `${inStep(figure, part)}<!--${shown}-->`;
    this.refs.figure.src = `data:image/svg+xml,${encodeURIComponent(picture)}`;
  }

  drawHurt(state) {
    const { session, refs } = this;
    const easier = session.moves[state.item].easier;
    const can = Boolean(easier) && !state.easier && !state.finished;
    const often = hurtCount(state) >= session.numbers.hurts_suggest_end;
    this.put("hurtLead", this.word("hurt_lead", { name: moveOf(session, state).name }));
    this.put("easier", can ? this.word("hurt_easier", { name: easier.name }) : "");
    this.put("hurtTwice", often ? this.word("hurt_twice") : "");
    refs.hurtEnd.classList.toggle("primary", often);
    refs.easier.classList.toggle("primary", can && !often);
  }

  drawRate(state) {
    const { session, refs } = this;
    const holds = moveOf(session, state).hold_s >= session.numbers.long_hold_s;
    const answered = state.effort !== null || state.extra !== null;
    this.put("extraAsk", this.word(holds ? "extra_holds" : "extra"));
    this.put("rateNext", this.word(answered ? "rate_next" : "rate_skip"));
    this.put("rateUp", nextMove(session, state));
    for (const [name, values] of [["effort", SCALE], ["extra", EXTRA]]) {
      [...refs[name].children].forEach((button, index) => {
        button.setAttribute("aria-pressed", String(state[name] === values[index]));
      });
    }
  }
}

function choice(label, press) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", press);
  return button;
}

function line(text, note) {
  const item = document.createElement("li");
  if (note === undefined) {
    item.textContent = text;
  } else {
    const name = document.createElement("b");
    name.textContent = text;
    item.append(name, ` ${note}`);
  }
  return item;
}
