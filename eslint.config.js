import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "**/.next/",
      "lib/generated/",
      "node_modules/",
      "e2e/.output/",
      "next-env.d.ts",
      ".data/",
    ],
  },
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-console": "error",
    },
  },
  { files: ["app/**/*.tsx"], extends: [reactHooks.configs.flat.recommended] },
  {
    files: ["prisma/**/*.ts", "sandbox/**/*.ts", "e2e/**/*.ts", "bench/**/*.ts", "lib/log.ts"],
    rules: { "no-console": "off" },
  },
);
