import { defaultClientConditions } from "vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["@peercircle/source", ...defaultClientConditions] },
  test: { testTimeout: 30_000, environment: "happy-dom", include: ["tests/**/*.test.{ts,tsx}"] },
});
