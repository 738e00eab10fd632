import type { CommandSpec, OptionSpec } from "../command.ts";
import { settings } from "../setting.ts";

const optional = ({ needed: _, ...option }: OptionSpec): OptionSpec => option;

const place = [settings.region, settings.endpoint, settings["iam-endpoint"], settings["ca-file"]].map(({ flag }) => optional(flag));

const withToken = [...place, optional(settings.token.flag)];

/** The commands around credentials. */
export const authCommands: readonly CommandSpec[] = [
  {
    path: ["auth", "status"],
    summary: "Say which credentials would be used, from where, and until when.",
    options: [{ name: "check", description: "Ask IAM whether it accepts them." }, ...withToken, settings.project.flag],
    operands: [],
    examples: ["aom-workflow auth status --check"],
    operates: false,
  },
  {
    path: ["auth", "login"],
    summary: "Log in as an IAM user; the password is asked for, or read from standard input.",
    options: [
      settings.account.flag,
      settings.user.flag,
      {
        name: "mfa-user-id",
        placeholder: "id",
        description: "Id of the user, for a login with the passcode of a virtual MFA device, which is then asked for after the password.",
      },
      ...place,
      settings.project.flag,
    ],
    operands: [],
    examples: ["aom-workflow auth login --account my-account --user operator --region cn-north-4"],
    operates: false,
  },
  {
    path: ["auth", "logout"],
    summary: "Forget the token of the login.",
    options: place,
    operands: [],
    examples: ["aom-workflow auth logout"],
    operates: false,
  },
  {
    path: ["auth", "token"],
    summary: "Print the token, for other tools.",
    options: withToken,
    operands: [],
    examples: ["export AOM_WORKFLOW_TOKEN=$(aom-workflow auth token)"],
    operates: false,
  },
];
