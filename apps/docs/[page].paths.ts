import { renderCommandLine } from "./src/command-line/render.ts";

/** Pages beside the home page that are made from what they describe. */
export default {
  paths: () => [{ params: { page: "command-line" }, content: renderCommandLine() }],
};
