/**
 * The picture in step with the exercise: it moves into a hold while the person does, and stands there as long as the
 * hold runs. Pure: it gives the text of a picture; `figure` is {svg, loop_s, held: [[from, to], ...]}, seconds of its loop.
 */

/** What of its loop a picture plays now: null for all of it at its own pace. */
export function played(figure, segment, now) {
  const holds = segment.kind === "work" && segment.hold_s > 0 && figure.held.length > 0;
  if (!holds || now.rep === 0) return null;
  const at = (rep) => figure.held[(rep - 1) % figure.held.length];
  const [from, to] = at(now.rep);
  if (now.phase === "hold") return { begin: (from + to) / 2, pace: 1, stands: true };
  if (now.rep > 1) {
    // From the hold before to this one, all of the way, in just the time there is.
    const left = at(now.rep - 1)[1];
    const way = (from - left + figure.loop_s) % figure.loop_s;
    return { begin: left, pace: way / segment.move_s, stands: false };
  }
  // From the beginning, so that it is there when the hold begins, or is already and stays.
  return { begin: Math.min(Math.max(from - segment.move_s, 0), to - segment.move_s), pace: 1, stands: false };
}

/** The picture's text so that it plays just that. A picture that does not move takes no notice. */
export function inStep(figure, part) {
  if (part === null) return figure.svg;
  const { loop_s: loop } = figure;
  const begin = ((part.begin % loop) + loop) % loop;
  const rules = [
    `animation-duration:${(loop / part.pace).toFixed(3)}s`,
    `animation-delay:-${(begin / part.pace).toFixed(3)}s`,
    `animation-play-state:${part.stands ? "paused" : "running"}`,
  ];
  const end = figure.svg.lastIndexOf("</style>");
  return `${figure.svg.slice(0, end)}[class^=k]{${rules.join(";")}}${figure.svg.slice(end)}`;
}
