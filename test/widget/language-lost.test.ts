import { expect, it } from "vitest";
import { after, button, devtools, dialog, fake, launcher, openAsMember, text } from "./stage.ts";

// In a page of its own: what once came, or didn't, a page remembers.
it("a panel whose language doesn't come speaks English, and says so", async () => {
  await devtools().send("Network.enable");
  await devtools().send("Network.setBlockedURLs", { urls: ["*/words/fi.ts*"] });
  after(() => devtools().send("Network.setBlockedURLs", { urls: [] }));
  await openAsMember("home", fake(), { locale: "fi" });
  expect(dialog().lang).toBe("en");
  expect(text()).toContain("on their way");
  expect(button("Redeem").isConnected).toBe(true);
  button("Close").click();
  expect(launcher().isConnected).toBe(true);
});
