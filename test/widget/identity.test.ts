import { describe, expect, it } from "vitest";
import {
  dialog,
  fake,
  find,
  launcher,
  openAsGuest,
  openAsMember,
  runTag,
  settled,
  text,
  until,
} from "./stage.ts";

describe("who is asking", () => {
  it("no API is called before somebody opens the panel", async () => {
    const api = fake();
    runTag({}, { token: "token" });
    launcher().dispatchEvent(new PointerEvent("pointerenter"));
    launcher().focus();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(api.calls).toEqual([]);
  });

  it("a token in the tag shows the member in one call, without a preflight", async () => {
    const api = await openAsMember();
    expect(find(".figure").innerText).toBe("1,240 points");
    expect(api.calls).toHaveLength(1);
    expect(api.calls[0]).toMatchObject({ method: "POST", path: "sessions", body: { token: "token" } });
    expect([...(api.calls[0]?.headers ?? [])]).toEqual([["content-type", "text/plain"]]);
  });

  it("a token comes from the store's own address where the tag names one", async () => {
    const api = fake();
    api.signedIn = "token";
    await openAsGuest(api, { tokenUrl: "/regulars/token" });
    expect(find(".figure").innerText).toBe("1,240 points");
  });

  it("204 from that address is nobody", async () => {
    await openAsGuest(fake(), { tokenUrl: "/regulars/token" });
    expect(find(".figure").innerText).toBe("Juniper Circle");
  });

  it("a session that has run out is renewed without a word", async () => {
    const api = fake();
    api.signedIn = "token";
    await openAsGuest(api, { tokenUrl: "/regulars/token" });
    dialog().close();
    api.sessions.clear();
    await window.regulars?.open();
    await until(() => api.to("sessions").length === 2, "the renewal");
    await until(() => find(".figure").innerText === "1,240 points");
    expect(text()).not.toContain("sign-in");
  });

  it("a session that runs out while redeeming is renewed, and the points are spent once", async () => {
    const api = await openAsMember("rewards");
    api.sessions.clear();
    find("#redeem-five-off").click();
    await until(() => find("#yes"));
    find("#yes").click();
    await until(() => find(".ticket code").innerText === "JUN-NEW-1", "the voucher");
    expect(api.redeemed).toBe(1);
  });

  it("an expired token is asked for once more where the store can give another", async () => {
    const api = fake();
    const tokens = ["expired", "token"];
    runTag().identify(() => tokens.shift() ?? null);
    await window.regulars?.open();
    await settled();
    expect(find(".figure").innerText).toBe("1,240 points");
    expect(api.to("sessions")).toHaveLength(2);
  });

  it("a sign-in that has run out for good is said in words", async () => {
    await openAsGuest(fake(), { token: "expired" });
    expect(text()).toContain("Your sign-in has run out. Reload the page to see your points.");
    expect(find(".figure").innerText).toBe("Juniper Circle");
  });

  it("a token that proves nothing is said in words, and asked for no more than twice", async () => {
    const api = fake();
    let asked = 0;
    runTag().identify(() => `bad${String(asked++)}`);
    await window.regulars?.open();
    await settled();
    expect(text()).toContain("couldn’t be confirmed");
    expect(api.to("sessions")).toHaveLength(2);
  });

  it("identify() shows the next shopper, and nothing of the last", async () => {
    const api = await openAsMember();
    window.regulars?.identify(null);
    await until(() => find(".figure").innerText === "Juniper Circle", "the guest's panel");
    expect(text()).not.toContain("1,240");
    api.tokens.add("other");
    window.regulars?.identify("other");
    await until(() => find(".figure").innerText === "1,240 points");
    expect(api.to("sessions").at(-1)?.body).toEqual({ token: "other" });
    dialog().close();
    await until(() => launcher().textContent === "1,240 points", "the launcher");
    window.regulars?.identify(null);
    await until(() => launcher().textContent === "Rewards", "the launcher");
  });
});
