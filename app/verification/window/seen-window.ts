/**
 * Looks on while PortOne's script opens its window, since it tells nobody whether the browser blocked
 * it, or that it was closed and no answer will come.
 */
export function watchOpening(): SeenWindow {
  const open = window.open.bind(window);
  let seen: Window | null | undefined;
  const watching: typeof window.open = (...call) => (seen = open(...call));
  window.open = watching;
  return {
    state() {
      if (seen === undefined) return "unseen";
      if (seen === null) return "blocked";
      return seen.closed ? "closed" : "open";
    },
    stop() {
      if (window.open === watching) window.open = open;
    },
  };
}

/** `unseen`: none was asked for, or in a way that we cannot see. */
export type SeenWindow = {
  state: () => "unseen" | "blocked" | "open" | "closed";
  stop: () => void;
};
