import { describe, expect, it, vi } from "vitest";
import type { Rule } from "../../worker/ledger/entry.ts";
import type { Entry } from "../../widget/api/types.ts";
import { load } from "./another-language.ts";
import { entry } from "./fixtures.ts";
import { fake, openAsMember, panelRoot } from "./stage.ts";

vi.mock("../../widget/words/source.ts", () => ({ load }));

type Sample = [reason: Partial<Entry["reason"]>, points: number, title: string, why: string];

const fixed = { orderId: "#1", rewardName: "£5 off", voucherCode: "JUN-1" };

/** Of every rule there is: what its data makes of it, without a word of English. */
const samples: Record<Rule, Sample[]> = {
  order: [
    [{ orderId: "#1" }, 86, "⟨order #1⟩", "⟨perOrder 1 1 £⟩"],
    // Another version of the program may have had another rate.
    [{ orderId: "#1", programVersion: 2 }, 86, "⟨order #1⟩", "⟨points 86⟩"],
    [
      { orderId: "#1", programVersion: 2, tier: "Gold", campaigns: ["Double"], cap: "day" },
      86,
      "⟨order #1⟩",
      "⟨orderBy Gold, Double⟩ · ⟨capped⟩",
    ],
  ],
  order_changed: [
    [{ orderId: "#1", forgiven: 5 }, -24, "⟨orderChanged #1⟩", "⟨backBecause⟩ · ⟨notAsked 5⟩"],
    [{ orderId: "#1" }, -24, "⟨orderChanged #1⟩", "⟨backBecause⟩"],
    [{ orderId: "#1" }, 24, "⟨orderChanged #1⟩", "⟨addedBecause⟩"],
    [{ orderId: "#1", otherOrderId: "#2", cap: "day" }, -24, "⟨orderChanged #1⟩", "⟨order #2⟩ · ⟨capped⟩"],
  ],
  sign_up: [[{}, 100, "⟨joinedProgram Juniper Circle⟩", "⟨signUp 100⟩"]],
  action: [
    [{ description: "Review" }, 50, "Review", "⟨points 50⟩"],
    [{}, 50, "⟨gift⟩", "⟨points 50⟩"],
  ],
  adjustment: [
    [{ description: "For the wait" }, 50, "For the wait", "⟨gift⟩"],
    [{ description: "Booked twice" }, -50, "Booked twice", "⟨taken⟩"],
  ],
  redemption: [[fixed, -500, "£5 off", "⟨rewardFor 500⟩ · JUN-1"]],
  redemption_released: [[fixed, 500, "⟨handedBack £5 off⟩", "⟨gaveBack 500⟩ · ⟨order #1⟩ · JUN-1"]],
  redemption_renewed: [[fixed, -500, "⟨renewed £5 off⟩", "⟨rewardFor 500⟩ · ⟨order #1⟩ · JUN-1"]],
  voucher_expired: [[{ rewardName: "£5 off" }, 500, "⟨voucherExpired £5 off⟩", "⟨gaveBack 500⟩"]],
  expiry: [[{}, -40, "⟨expired⟩", "⟨ranOut 22. Nov.⟩"]],
  expiry_reversed: [[{ orderId: "#1" }, -40, "⟨unexpired⟩", "⟨orderChanged #1⟩"]],
  referral_advocate: [
    [{ firstName: "Ben" }, 200, "⟨thanks Ben⟩", "⟨points 200⟩"],
    [{}, 200, "⟨thanks ⟨aFriend⟩⟩", "⟨points 200⟩"],
  ],
  referral_void: [[{ firstName: "Ben" }, -200, "⟨friendReturned Ben⟩", "⟨returned⟩"]],
  birthday: [[{}, 150, "⟨birthday⟩", "⟨onBirthday 150⟩"]],
  tier_bonus: [[{ tier: "Gold" }, 250, "⟨reached Gold⟩", "⟨extraPoints 250⟩"]],
  tier_bonus_void: [[{ tier: "Gold" }, -250, "⟨notReached Gold⟩", "⟨backBecause⟩"]],
  transfer_sent: [[{ firstName: "Ben" }, -10, "⟨sentTo Ben⟩", "⟨points 10⟩"]],
  transfer_received: [[{ firstName: "Ben" }, 10, "⟨receivedFrom Ben⟩", "⟨points 10⟩"]],
  import: [[{ description: "Smile" }, 900, "⟨broughtOver⟩", "Smile"]],
  erased: [
    [{}, -9, "⟨expired⟩", "⟨points 9⟩"],
    [{}, 9, "⟨notAsked 9⟩", "⟨points 9⟩"],
  ],
  merge_sent: [[{}, -9, "⟨merged⟩", "⟨points 9⟩"]],
  merge_received: [[{}, 9, "⟨merged⟩", "⟨points 9⟩"]],
  merge_carried: [
    [{ orderId: "#1" }, 9, "⟨merged⟩", "⟨order #1⟩"],
    [{ rewardName: "£5 off" }, 9, "⟨merged⟩", "£5 off"],
  ],
};

const all = Object.entries(samples).flatMap(([rule, cases]) =>
  cases.map((sample) => ({ rule: rule as Rule, sample })),
);

function apiWith(): ReturnType<typeof fake> {
  const api = fake();
  api.panel.entries = all.map(({ rule, sample: [reason, points] }, at) =>
    entry(at, {
      points,
      expiresAt: null,
      availableAt: null,
      reason: { programVersion: 3, ...reason, rule },
      sentence: `English sentence ${at}.`,
    }),
  );
  return api;
}

const read = (selector: string): string[] =>
  [...panelRoot().querySelectorAll<HTMLElement>(selector)].map(({ textContent }) =>
    textContent.replace(/\s+/g, " ").trim(),
  );

describe("why", () => {
  it("is the Worker's sentence in English", async () => {
    await openAsMember("activity", apiWith());
    expect(read("details p")).toEqual(all.map((_, at) => `English sentence ${at}.`));
  });

  it("is said in another language of every rule there is, from its data", async () => {
    await openAsMember("activity", apiWith(), { locale: "de" });
    const titles = read("summary .strong");
    const whys = read("details p");
    expect(all.map(({ rule }, at) => [rule, titles[at], whys[at]])).toEqual(
      all.map(({ rule, sample: [, , title, why] }) => [rule, title, why]),
    );
  });
});
