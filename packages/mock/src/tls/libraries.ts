/** The library that makes certificates, bundled by the build like Prism. */
export { generate } from "selfsigned";
