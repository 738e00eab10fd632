import { Writable } from "node:stream";
import type { WorkflowOperationAction } from "@aom-workflow/client";
import { type Policy, serve } from "@aom-workflow/mcp";
import { UsageError } from "../../output/usage-error.ts";
import { numberOf } from "../../parse/check-options.ts";
import type { Options } from "../../parse/tokens.ts";
import { actionsForNodes } from "../../surface/commands/plan-commands.ts";
import { planCall } from "../call/plan-call.ts";
import { withClient } from "../call/with-client.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { logView } from "../executions/failed-hosts.ts";
import { pastable } from "../executions/next-commands.ts";
import { asked } from "../executions/reading.ts";
import { commandOn, journalOf, targetOf, usable, whoOf } from "../plan/place.ts";

/** Serves an agent until its input ends. Standard output is reserved for the protocol. */
export const mcp: CommandBody = ({ options }, context) =>
  usable(async () => {
    const policy = policyOf(options);
    const { allow, approve } = policy;
    if (allow.length > 0 && approve === "never")
      context.warn(`--approve never: the agent may ${allow.join(", ")} without asking anyone, up to ${policy.maxActions} actions an hour.`);
    const called = await planCall(asked("mcp", []), options, context);
    const { credentials } = called;
    if (credentials.kind === "token" && credentials.source.kind === "stdin")
      throw new UsageError("--token-file - cannot be used here: standard input is reserved for the protocol.");
    return withClient(called, context, "Serving", async ({ client, projectId, quiet }) => {
      const journal = await journalOf(await targetOf(called, projectId, context), options, context, true);
      quiet();
      try {
        await serve(client, journal, {
          ...policy,
          // An agent only applies its own plans, and the journal tells its actions from those of the user.
          who: `${await whoOf(credentials, context.signal)}, agent`,
          version: context.version,
          applyCommand: (planId) => commandOn("apply", planId, options) ?? `aom-workflow apply ${planId}`,
          // The single command concerns this run only.
          doubtCommand: ({ action, workflowId, executionId, nodeId }) =>
            pastable(action, { workflow: workflowId, execution: executionId, node: nodeId, "include-doubt": true }, options) ??
            `aom-workflow ${action} --include-doubt`,
          loginCommand: credentials.kind === "login" ? pastable("auth login", {}, options) : undefined,
          redact: logView(undefined, context.env).redact,
          env: context.env,
          stdin: context.stdin(),
          stdout: writableTo(context),
          signal: context.signal,
          onError: (error) => context.tell(error instanceof Error ? error.message : String(error)),
        });
      } finally {
        await journal.close().catch(() => {});
      }
      return { exitCode: 0 };
    });
  });

/** @throws UsageError */
function policyOf(options: Options): Policy {
  const { allow, workflow, approve = "elicit" } = options as Readonly<Record<string, string | undefined>>;
  const names = allow?.split(",") ?? [];
  const unknown = names.find((name) => !actionsForNodes().includes(name));
  if (unknown !== undefined)
    throw new UsageError(`--allow must be one or more of ${actionsForNodes().join(",")}; it has ${JSON.stringify(unknown)}.`);
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined) throw new UsageError(`--allow names ${repeated} twice.`);
  if (workflow === "") throw new UsageError("--workflow must not be empty; leave it out to allow every workflow.");
  return {
    allow: names as readonly WorkflowOperationAction[],
    workflow,
    maxActions: numberOf("max-actions", options, [1, 1000]) ?? 20,
    logs: options["no-logs"] !== true,
    approve: approve as Policy["approve"],
  };
}

/** Standard output as a stream. */
function writableTo({ stdout }: Pick<CommandContext, "stdout">): Writable {
  return new Writable({
    decodeStrings: false,
    write(text: string, _, done) {
      void stdout
        .write(text)
        .then((problem) => done(problem === undefined ? null : new Error(`Standard output cannot be written (${problem}).`)));
    },
  });
}
