import { post } from "./bare-http.ts";
import { token } from "./settings.ts";

export function call(): Promise<void> {
  return post({ "x-auth-token": token, "content-type": "application/json", accept: "application/json", "content-length": "0" });
}
