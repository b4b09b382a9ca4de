/**
 * A guided session as a pure state machine: no clock, no document, no sound.
 *
 * `reduce(session, state, action)` gives the next state. `action.at` is the moment in milliseconds, from whatever clock
 * the caller has: what is left of a hold is always the difference of two moments, so a slow or throttled tab never
 * drifts. `look` says what is to be seen at a moment. The session is plain data: `moves`, each with its `segments`
 * (ready, work, switch, rest), and `numbers`.
 *
 * state.view: start, play, hurt (asked what to do), rate (asked how it was), over.
 * state.since: when the segment began, null while it waits; then `spent` is how much of it had passed (ms).
 * state.results: for every move the list of what was done; two entries where an easier version followed one that hurt.
 */

const MS = 1000;

export function firstState(session) {
  const results = session.moves.map((move) => session.done.filter((done) => done.exercise === move.exercise));
  const item = Math.min(session.next_item, session.moves.length - 1);
  const state = {
    view: "start", item, easier: false, step: 0, since: null, spent: 0, seen: 0, away: false,
    results, effort: null, extra: null, finished: false,
  };
  // The page was left at a question about this exercise: it still stands.
  const last = results[item].at(-1);
  if (!last) return state;
  if (last.outcome === "hurt") return { ...state, view: "hurt" };
  const easier = last.rung !== session.moves[item].rung;
  return { ...state, view: "rate", easier, effort: last.effort, extra: last.extra_reps, finished: true };
}

/** Whether a state that was kept is one of this session: its exercises may have been planned anew since. */
export function fits(session, state) {
  const move = session.moves[state?.item];
  const played = state?.easier ? move?.easier : move;
  return Boolean(played && played.segments[state.step] && state.results?.length === session.moves.length);
}

/** The move that is played: the easier version where one was chosen. */
export function moveOf(session, state) {
  const move = session.moves[state.item];
  return state.easier ? move.easier : move;
}

export function segmentOf(session, state) {
  return moveOf(session, state).segments[state.step];
}

export function runs(state) {
  return state.view === "play" && state.since !== null;
}

export function elapsedMs(state, at) {
  return state.since === null ? state.spent : Math.max(0, at - state.since);
}

export function hurtCount(state) {
  return state.results.flat().filter((done) => done.outcome === "hurt").length;
}

/** What the server is told: everything so far, so that the latest report is always enough. */
export function report(session, state) {
  const next = state.view === "over" ? session.moves.length : state.item;
  return { key: session.key, items: state.results.flat(), next_item: next };
}

export function reduce(session, state, action) {
  const act = ACTIONS[action.type];
  const next = act(session, action.at === undefined ? state : settle(session, state, action.at), action);
  return action.at === undefined ? next : { ...next, seen: action.at };
}

/** The state as it is at this moment: segments that have ended since are over, and a long silence was a pause. */
function settle(session, state, at) {
  if (!runs(state)) return state;
  if (at < state.seen) return { ...state, since: state.since + at - state.seen }; // the clock was put back
  if (at - state.seen > session.numbers.away_s * MS) {
    return { ...wait(state, state.seen), away: true };
  }
  return catchUp(session, state, at);
}

function catchUp(session, state, at) {
  const segments = moveOf(session, state).segments;
  let { step, since } = state;
  while (step < segments.length && at - since >= segments[step].seconds * MS) {
    since += segments[step].seconds * MS;
    step += 1;
  }
  return step < segments.length ? { ...state, step, since } : finishMove(session, state);
}

function wait(state, at) {
  return { ...state, since: null, spent: elapsedMs(state, at) };
}

function enter(state, step, at) {
  return { ...state, view: "play", step, since: at, spent: 0, away: false };
}

function toItem(session, state, item, at) {
  const fresh = { ...state, easier: false, effort: null, extra: null, finished: false };
  if (item >= session.moves.length) return { ...fresh, view: "over", since: null, spent: 0 };
  return enter({ ...fresh, item }, 0, at);
}

/** How many sets are behind the person: all sides of them. */
function setsDone(session, state) {
  const { segments, sets } = moveOf(session, state);
  const ahead = segments.slice(state.step).filter((segment) => segment.kind === "work");
  return ahead.length ? ahead[0].set - 1 : sets;
}

/** One entry of the log, its fields in the order in which the server keeps them. */
function entry(session, state, sets, outcome) {
  const move = moveOf(session, state);
  return {
    exercise: move.exercise, rung: move.rung, sets, reps: move.reps, hold_s: move.hold_s || null,
    extra_reps: null, effort: null, outcome,
  };
}

function withResults(state, item, list) {
  return { ...state, results: state.results.map((results, index) => (index === item ? list : results)) };
}

function add(session, state, sets, outcome) {
  return withResults(state, state.item, [...state.results[state.item], entry(session, state, sets, outcome)]);
}

function changeLast(state, change) {
  const results = state.results[state.item];
  return withResults(state, state.item, [...results.slice(0, -1), { ...results.at(-1), ...change }]);
}

function rated(state) {
  return changeLast(state, { extra_reps: state.extra, effort: state.effort });
}

function withoutLast(state) {
  return withResults(state, state.item, state.results[state.item].slice(0, -1));
}

function finishMove(session, state) {
  const all = moveOf(session, state).sets;
  return { ...add(session, state, all, "done"), view: "rate", since: null, spent: 0, finished: true };
}

/** What to note of a move that is left before its end: the sets that were done, or that it was skipped. */
function leave(session, state) {
  const sets = setsDone(session, state);
  if (sets > 0) return add(session, state, sets, "done");
  return state.results[state.item].length ? state : add(session, state, 0, "skipped");
}

const ACTIONS = {
  tick: (session, state) => state,

  /** Begin, or carry on where it waits. */
  go: (session, state, { at }) =>
    state.view === "start" || state.view === "play"
      ? { ...state, view: "play", since: state.since ?? at - state.spent, away: false }
      : state,

  pause: (session, state, { at }) => (runs(state) ? wait(state, at) : state),

  /** This part is done: on to the next one. */
  forward(session, state, { at }) {
    if (state.view !== "play") return state;
    const next = state.step + 1;
    return next < moveOf(session, state).segments.length ? enter(state, next, at) : finishMove(session, state);
  },

  /** To the beginning of this set, or to what came before it: a set, getting ready, the exercise before. */
  back(session, state, { at }) {
    if (state.view === "rate") {
      const step = moveOf(session, state).segments.length - 1;
      return { ...withoutLast(state), view: "play", step, since: null, spent: 0, finished: false };
    }
    if (state.view !== "play") return state;
    const { segments } = moveOf(session, state);
    const anchors = segments.map((segment, index) => index).filter((index) => stops(segments[index]));
    const here = elapsedMs(state, at) >= session.numbers.back_restarts_s * MS ? state.step : state.step - 1;
    const target = anchors.filter((index) => index <= here).at(-1);
    if (target !== undefined) return enter(state, target, at);
    if (state.item === 0 || state.easier || state.results[state.item].length) return enter(state, 0, at);
    return toItem(session, withResults(state, state.item - 1, []), state.item - 1, at);
  },

  /** It hurts: everything stops at once, and it is noted before anything is asked. */
  hurt(session, state, { at }) {
    if (state.view === "rate") return { ...changeLast(state, { outcome: "hurt" }), view: "hurt" };
    if (state.view !== "play") return state;
    return { ...add(session, wait(state, at), setsDone(session, state), "hurt"), view: "hurt" };
  },

  /** Pressed by mistake: as it was before, but waiting. */
  mistake(session, state) {
    if (state.view !== "hurt") return state;
    if (state.finished) return { ...changeLast(state, { outcome: "done" }), view: "rate" };
    return { ...withoutLast(state), view: "play" };
  },

  easier: (session, state, { at }) =>
    state.view === "hurt" && session.moves[state.item].easier && !state.easier
      ? enter({ ...state, easier: true, effort: null, extra: null, finished: false }, 0, at)
      : state,

  /** Leave this exercise for the next one. */
  skip(session, state, { at }) {
    if (state.view === "hurt") return toItem(session, state, state.item + 1, at);
    return state.view === "play" ? toItem(session, leave(session, state), state.item + 1, at) : state;
  },

  /** End the whole session here; what was not reached is not noted. */
  end(session, state) {
    let noted = state;
    if (state.view === "rate") noted = rated(state);
    if (state.view === "play" && setsDone(session, state) > 0) noted = leave(session, state);
    return { ...noted, view: "over", since: null, spent: 0 };
  },

  rate: (session, state, { effort, extra }) => ({
    ...state,
    effort: effort === undefined ? state.effort : toggled(state.effort, effort),
    extra: extra === undefined ? state.extra : toggled(state.extra, extra),
  }),

  /** From how it was to the next exercise; unanswered questions stay open. */
  next: (session, state, { at }) =>
    state.view === "rate"
      ? toItem(session, rated(state), state.item + 1, at)
      : state,
};

function toggled(before, pressed) {
  return before === pressed ? null : pressed;
}

function stops(segment) {
  return segment.kind === "ready" || segment.kind === "work";
}

/**
 * What is to be seen while a move is played. `phase`: ready, move, hold, walk, switch, rest. `figure` is the large
 * number: a countdown in seconds, or with `counts` the repetition that is done. `part`: how much of the phase is over.
 */
export function look(session, state, at) {
  const move = moveOf(session, state);
  const segment = segmentOf(session, state);
  const passed = Math.min(elapsedMs(state, at) / MS, segment.seconds);
  if (segment.kind !== "work") {
    return { phase: segment.kind, figure: left(segment.seconds, passed), counts: false, rep: 0, part: passed / segment.seconds };
  }
  const each = segment.move_s + segment.hold_s;
  const done = Math.min(Math.floor(passed / each), segment.reps - 1);
  const inside = passed - done * each;
  const holds = inside >= segment.move_s && segment.hold_s > 0;
  const phase = move.carry ? "walk" : holds ? "hold" : "move";
  const seen = { phase, rep: done + 1, counts: segment.hold_s < session.numbers.long_hold_s };
  if (seen.counts) return { ...seen, figure: done + 1, part: passed / segment.seconds };
  const [from, length] = holds ? [segment.move_s, segment.hold_s] : [0, segment.move_s];
  return { ...seen, figure: left(length, inside - from), part: Math.min(1, (inside - from) / length) };
}

function left(length, passed) {
  return Math.max(1, Math.ceil(length - passed));
}
