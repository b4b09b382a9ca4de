/** Beeps, voice and a screen that stays on: each optional, each silent where the browser has none. */

const NOTES = { soon: [[620, 0.09]], go: [[930, 0.28]], rep: [[430, 0.05]], end: [[740, 0.14], [555, 0.24]] };
const LOUDNESS = 0.22;

/** Short tones, made on the spot: no file to fetch. */
export function makeBeeps() {
  let context = null;
  return {
    /** Browsers let sound begin only at a press: call it there. */
    wake() {
      const Context = window.AudioContext || window.webkitAudioContext;
      if (!context && Context) context = new Context();
      if (context && context.state === "suspended") context.resume().catch(() => {});
    },
    play(name) {
      if (!context || context.state !== "running") return;
      let at = context.currentTime;
      for (const [pitch, length] of NOTES[name]) {
        const tone = context.createOscillator();
        const gain = context.createGain();
        tone.frequency.value = pitch;
        gain.gain.setValueAtTime(LOUDNESS, at);
        gain.gain.exponentialRampToValueAtTime(0.001, at + length);
        tone.connect(gain).connect(context.destination);
        tone.start(at);
        tone.stop(at + length);
        at += length;
      }
    },
    close() {
      if (context) context.close().catch(() => {});
      context = null;
    },
  };
}

/** The browser's own voice. What it says stands on the screen too. */
export function makeVoice(language) {
  const speech = window.speechSynthesis;
  return {
    there: Boolean(speech && window.SpeechSynthesisUtterance),
    say(sentence) {
      if (!this.there) return;
      speech.cancel();
      const said = new SpeechSynthesisUtterance(sentence);
      said.lang = language;
      speech.speak(said);
    },
    hush() {
      if (this.there) speech.cancel();
    },
  };
}

/** Keeps the screen on while `want(true)`. The browser lets go when the page is hidden: then it is asked again. */
export function makeWakeLock() {
  let wanted = false;
  let lock = null;
  let asking = false;
  const there = "wakeLock" in navigator;

  async function ask() {
    if (!there || !wanted || lock || asking || document.visibilityState !== "visible") return;
    asking = true;
    try {
      lock = await navigator.wakeLock.request("screen");
      lock.addEventListener("release", () => (lock = null));
      if (!wanted) release();
    } catch {
      lock = null; // low battery, or not allowed: the session goes on, the screen may go dark
    }
    asking = false;
  }
  function release() {
    if (lock) lock.release().catch(() => {});
    lock = null;
  }
  document.addEventListener("visibilitychange", ask);
  return {
    there,
    want(yes) {
      wanted = yes;
      if (yes) ask();
      else release();
    },
    close() {
      wanted = false;
      release();
      document.removeEventListener("visibilitychange", ask);
    },
  };
}

/** Small values in the browser's own storage; in memory where it has none or refuses. */
export function makeStore() {
  const memory = new Map();
  const local = usable();
  return {
    read(key) {
      try {
        return JSON.parse((local ? local.getItem(key) : memory.get(key)) ?? "null");
      } catch {
        return null;
      }
    },
    write(key, value) {
      const text = JSON.stringify(value);
      try {
        if (local) return local.setItem(key, text);
      } catch {
        // full, or taken away meanwhile: memory will do
      }
      memory.set(key, text);
    },
    /** Forget every key that begins so, but `but`. */
    forget(prefix, but) {
      const old = (key) => key.startsWith(prefix) && key !== but;
      for (const key of [...memory.keys()].filter(old)) memory.delete(key);
      if (local) for (const key of Object.keys(local).filter(old)) local.removeItem(key);
    },
  };
}

function usable() {
  try {
    const probe = "lower-back:probe";
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return null;
  }
}
