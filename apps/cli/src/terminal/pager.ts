import { spawn } from "node:child_process";

/** Shows a text in a pager. @returns why the pager could not show it */
export function page(text: string, command: string, signal: AbortSignal): Promise<string | undefined> {
  // What gh sets as well: leave at once where it fits, and keep colours and what was shown.
  const pager = spawn(command, {
    shell: true,
    stdio: ["pipe", "inherit", "inherit"],
    env: { LESS: "FRX", LV: "-c", ...process.env },
    signal,
  });
  // Ctrl-C is a key of the pager, which goes on.
  const listeners = process.listeners("SIGINT");
  const goOn = () => {};
  process.removeAllListeners("SIGINT").on("SIGINT", goOn);
  pager.stdin.on("error", goOn).end(text);
  return new Promise<string | undefined>((resolve) => {
    pager.once("error", (error) => resolve(signal.aborted ? undefined : error.message));
    // Above 128 a signal has ended it, as a shell says.
    pager.once("close", (code) => resolve(code && code < 128 ? `exit code ${code}` : undefined));
  }).finally(() => {
    process.off("SIGINT", goOn);
    for (const listener of listeners) process.on("SIGINT", listener);
  });
}
