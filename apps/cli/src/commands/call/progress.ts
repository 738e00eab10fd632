import type { Marks } from "../../output/text/marks.ts";
import type { Terminal } from "../../terminal/host.ts";

/** What takes less time is not worth a sign of life. */
const patienceMs = 300;

/** Tells on a terminal that something is under way, for how long, and what else was noted last, such as in which attempt. */
export interface Progress {
  note(text: string | undefined): void;
  stop(): void;
}

/** Shows progress after {@link patienceMs}. @param doing such as `Restarting node run-script` */
export function startProgress(terminal: Terminal, { frames, ellipsis }: Marks, doing: string): Progress {
  const start = performance.now();
  let noted: string | undefined;
  let frame = 0;
  const draw = () => {
    const elapsed = performance.now() - start;
    if (elapsed < patienceMs) return;
    const more = noted === undefined ? "" : `, ${noted}`;
    terminal.status(`${frames[frame++ % frames.length]} ${doing} ${ellipsis} ${(elapsed / 1000).toFixed(1)} s${more}`);
  };
  const timer = setInterval(draw, 100);
  return {
    note(text) {
      noted = text;
    },
    stop() {
      clearInterval(timer);
      terminal.status(undefined);
    },
  };
}

/** Shows nothing. */
export const noProgress: Progress = { note() {}, stop() {} };
