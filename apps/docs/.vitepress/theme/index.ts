import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme-without-fonts";
import { h } from "vue";
import FourOutcomes from "./FourOutcomes.vue";
import NotFound from "./NotFound.vue";
import { data } from "./site.data.ts";
import TryIt from "./TryIt.vue";
import WhereToGo from "./WhereToGo.vue";
import "./style.css";

export default {
  extends: DefaultTheme,
  Layout: () =>
    h(DefaultTheme.Layout, null, {
      "nav-bar-title-after": () => h("span", { class: "version" }, data.version),
      "not-found": () => h(NotFound),
    }),
  enhanceApp: ({ app }) => void app.component("TryIt", TryIt).component("FourOutcomes", FourOutcomes).component("WhereToGo", WhereToGo),
} satisfies Theme;
