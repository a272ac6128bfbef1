import { describe, expect, it } from "vitest";
import { userEvent } from "vitest/browser";
import {
  button,
  dialog,
  fake,
  find,
  focused,
  launcher,
  panelRoot,
  runTag,
  settled,
  text,
  until,
} from "./stage.ts";

const name = (element: Element | null): string =>
  element instanceof HTMLElement ? (element.ariaLabel ?? element.innerText.trim()) : "";

describe("with the keyboard alone", () => {
  it("opens with Enter, goes round within, closes with Escape, and the focus comes back to the launcher", async () => {
    fake();
    runTag({}, { token: "token" });
    launcher().focus();
    await userEvent.keyboard("{Enter}");
    await until(() => dialog().matches(":modal"), "the dialog");
    await settled();
    expect(panelRoot().contains(focused())).toBe(true);
    const met: string[] = [];
    for (let steps = 0; steps < 12; steps++) {
      await userEvent.keyboard("{Tab}");
      const at = focused();
      if (at && panelRoot().contains(at)) met.push(name(at));
    }
    for (const expected of [
      "Close",
      "Redeem",
      "Copy code",
      "Share",
      "Home",
      "Rewards",
      "Refer",
      "Activity",
    ]) {
      expect(met).toContain(expected);
    }
    await userEvent.keyboard("{Escape}");
    await until(() => !dialog().open, "closing");
    expect(focused()).toBe(launcher());
  });

  it("redeems", async () => {
    const api = fake();
    runTag({}, { token: "token" });
    await window.regulars?.open("rewards");
    await settled();
    button("Redeem £5 off for 500 points").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => focused()?.id === "yes", "the focus");
    await userEvent.keyboard("{Enter}");
    await until(() => find(".ticket code").innerText === "JUN-NEW-1", "the voucher");
    expect(api.redeemed).toBe(1);
    await until(() => name(focused()) === "Copy code", "the focus");
  });

  it("moves between the places, and says where it is", async () => {
    fake();
    runTag({}, { token: "token" });
    await window.regulars?.open();
    await settled();
    button("Activity").focus();
    await userEvent.keyboard("{Enter}");
    await until(() => text().includes("Every point, and why"), "the view");
    expect(focused()).toBe(button("Activity"));
    expect(panelRoot().querySelectorAll("[aria-current=page]")).toHaveLength(1);
    expect(find("[aria-current=page]").innerText).toBe("Activity");
  });

  it("a pointer beside the dialog closes it", async () => {
    fake();
    runTag({}, { token: "token" });
    await window.regulars?.open();
    await settled();
    await userEvent.click(document.body, { position: { x: 20, y: 20 }, force: true });
    await until(() => !dialog().open, "closing");
  });

  it("no target is smaller than 44 px", async () => {
    fake();
    runTag({}, { token: "token" });
    for (const view of ["home", "rewards", "refer", "activity"] as const) {
      await window.regulars?.open(view);
      await settled();
      const targets = [launcher(), ...panelRoot().querySelectorAll<HTMLElement>("button, a, summary, input")];
      for (const target of targets) {
        const { width, height } = target.getBoundingClientRect();
        expect([name(target), width >= 44, height >= 44]).toEqual([name(target), true, true]);
      }
    }
  });
});
