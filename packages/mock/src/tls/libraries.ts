/** What makes certificates, bundled by the build as Prism is. */
export { generate } from "selfsigned";
