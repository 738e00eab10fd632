import { token } from "../scripts/settings.ts";
import { post } from "./bare-http.ts";

export function call(): Promise<void> {
  return post({ "x-auth-token": token, "content-type": "application/json", accept: "application/json", "content-length": "0" });
}
