import js from "@eslint/js";
import globals from "globals";

export default [
  {
    ignores: [
      "*",
      "!assets/",
      "!scripts/",
      "!tests/",
      "tests/*",
      "!tests/node/",
      "!eslint.config.js",
      "assets/bundle/",
    ],
  },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      complexity: ["error", { max: 15 }],
      eqeqeq: "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-var": "error",
      "prefer-const": ["error", { destructuring: "all" }],
    },
  },
  { files: ["assets/**/*.js"], languageOptions: { globals: globals.browser } },
  { files: ["scripts/**/*.mjs", "tests/node/*.mjs", "eslint.config.js"], languageOptions: { globals: globals.node } },
];
