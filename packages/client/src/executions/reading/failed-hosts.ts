import { objectOf, objectsOf, textOf } from "./lenient.ts";

/** A host or workload on which a node failed. */
export interface FailedHost {
  readonly id: string | undefined;
  readonly name: string | undefined;
  readonly ip: string | undefined;
  readonly exitCode: string | undefined;
  /** First line of its log or error message, at most 200 characters. May contain secrets: the log is the script's. */
  readonly firstLine: string | undefined;
  /** The last line of it, likewise: mostly what ended the script. */
  readonly lastLine: string | undefined;
}

const longest = 200;

/** The hosts that the output of a node lists as failed. */
export function failedHostsOf(output: unknown): readonly FailedHost[] {
  return objectsOf(objectOf(output).fail).map((host) => {
    const lines = (textOf(host.log) ?? textOf(host.error_msg) ?? "").split(/[\r\n]+/).filter((line) => line.trim() !== "");
    return {
      id: textOf(host.id),
      name: textOf(host.name),
      ip: textOf(host.ip),
      exitCode: textOf(host.exit_code),
      firstLine: shortened(lines[0]),
      lastLine: shortened(lines.at(-1)),
    };
  });
}

function shortened(line: string | undefined): string | undefined {
  // A character is at most two code units, and a log may be all one line.
  return line === undefined ? undefined : [...line.trim().slice(0, 2 * longest)].slice(0, longest).join("");
}
