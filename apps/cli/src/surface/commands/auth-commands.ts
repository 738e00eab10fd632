import type { WordCommand } from "../command.ts";
import { settings } from "../settings.ts";

const place = [
  settings.region.flag,
  settings.endpoint.flag,
  settings["iam-endpoint"].flag,
  settings["ca-file"].flag,
  settings.timeout.flag,
];

const withToken = [...place, settings.token.flag];

/** The commands around credentials. */
export const authCommands = {
  "auth status": {
    summary: "Show which credentials are used, where they come from and when they expire.",
    options: [
      { name: "check", description: "Ask IAM, or the service if only an endpoint is known, whether it accepts the credentials." },
      ...withToken,
      settings.project.flag,
    ],
    examples: ["aom-workflow auth status --check"],
  },
  "auth login": {
    summary: "Log in as an IAM user; prompts for the password, or reads it from standard input.",
    options: [
      settings.account.flag,
      settings.user.flag,
      {
        name: "mfa-user-id",
        placeholder: "id",
        description: "Id of the IAM user, if it logs in with a virtual MFA device. The passcode is asked for after the password.",
      },
      ...place,
      settings.project.flag,
    ],
    examples: ["aom-workflow auth login --account my-account --user operator --region cn-north-4"],
  },
  "auth logout": {
    summary: "Delete the token that auth login saved.",
    options: place.filter(({ name }) => name !== "timeout"),
    examples: ["aom-workflow auth logout"],
  },
  "auth token": {
    summary: "Print the token, for other tools.",
    options: withToken,
    examples: ["export AOM_WORKFLOW_TOKEN=$(aom-workflow auth token)"],
  },
} satisfies Readonly<Record<string, WordCommand>>;
