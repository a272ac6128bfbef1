import { describe, expect, it, vi } from "vitest";
import { userEvent } from "vitest/browser";
import { load } from "./another-language.ts";
import { fullApi } from "./full-program.ts";
import type { FakeStorefront } from "./storefront.ts";
import {
  after,
  button,
  dialog,
  fake,
  find,
  focused,
  launcher,
  openAsMember,
  panelRoot,
  runTag,
  settled,
  text,
  until,
} from "./stage.ts";

vi.mock("../../widget/words/source.ts", () => ({ load }));

const refreshName = "regulars:pk_test:refresh";

async function open(api = fake(), data: Record<string, string> = {}): Promise<FakeStorefront> {
  await openAsMember("profile", api, data);
  await until(() => find("form"), "the form");
  return api;
}

/** Somebody who came in by an emailed code, in this tab. */
async function openByCode(api = fake()): Promise<FakeStorefront> {
  sessionStorage.setItem(refreshName, "refresh");
  after(() => {
    sessionStorage.removeItem(refreshName);
  });
  api.mailed.refreshes.add("refresh");
  await runTag().open("profile");
  await settled();
  await until(() => find("form"), "the form");
  return api;
}

function input(selector: string): HTMLInputElement {
  const found = find(selector);
  if (!(found instanceof HTMLInputElement)) throw new Error(`${selector} is no input`);
  return found;
}

function select(name: string): HTMLSelectElement {
  const found = find(`select[name=${name}]`);
  if (!(found instanceof HTMLSelectElement)) throw new Error(`${name} is no select`);
  return found;
}

function choose(name: string, value: string): void {
  select(name).value = value;
  select(name).dispatchEvent(new Event("change", { bubbles: true }));
}

const form = (): HTMLFormElement => find("form") as HTMLFormElement;
const saved = (api: FakeStorefront) => api.to("profile").filter(({ method }) => method === "POST");
const said = (words: string) => until(() => find("[role=status]").innerText === words, words);

describe("the profile", () => {
  it("says who they are here: address, number, and since when", async () => {
    await open();
    expect(text()).toContain(
      "anna@example.com Joined Juniper Circle · 13 Sept 2025 Member number 482 903 6157",
    );
    expect(find(".figure").innerText).toBe("Anna");
  });

  it("saves what was changed and nothing else, and says so", async () => {
    const api = await open();
    input("#first-name").value = " Annika ";
    button("Save").click();
    await said("Saved");
    expect(saved(api).map(({ body }) => body)).toEqual([{ firstName: "Annika" }]);
    expect(saved(api)[0]?.headers.get("Idempotency-Key")).toBeTruthy();
    await until(() => find(".figure").innerText === "Annika", "the name");
    input("[name=news]").click();
    button("Save").click();
    await until(() => saved(api).length === 2, "the second call");
    expect(saved(api)[1]?.body).toEqual({ consent: { marketing: true } });
    expect(api.profile.consent.marketing).toBe(true);
  });

  it("asks the Worker for nothing where nothing was changed", async () => {
    const api = await open();
    button("Save").click();
    await said("Saved");
    expect(saved(api)).toEqual([]);
  });

  it("can be changed with the keyboard alone", async () => {
    const api = await open();
    input("#first-name").focus();
    await userEvent.keyboard("{Tab}");
    expect(focused()?.id).toBe("birthday");
    await userEvent.keyboard("15{Tab}Nov{Tab}{Tab} {Tab}");
    expect(focused()).toBe(button("Save"));
    await userEvent.keyboard("{Enter}");
    await said("Saved");
    expect(saved(api)[0]?.body).toEqual({ birthday: "11-15", consent: { marketing: true } });
  });

  it("sends one save once, when its answer is lost and it is sent again", async () => {
    const api = await open();
    input("[name=news]").click();
    api.loseAnswer = true;
    button("Save").click();
    await until(() => find("[role=alert]").innerText.includes("The answer got lost"), "the words");
    button("Save").click();
    await said("Saved");
    const keys = saved(api).map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([keys[0], keys[0]]);
  });

  it("says why it isn't there, where it can't be had", async () => {
    const api = fake();
    api.refused.profile = [500, "internal"];
    await openAsMember("profile", api);
    await until(
      () => find("[role=alert]").innerText.includes("Something went wrong at our end"),
      "the words",
    );
  });
});

describe("a birthday", () => {
  it.each([
    ["en-GB", ["day", "month"], "November"],
    ["en-US", ["month", "day"], "November"],
  ])("is asked for without a year, as %s writes it", async (locale, order, november) => {
    await open(fake(), { locale });
    const fields = [...panelRoot().querySelectorAll<HTMLSelectElement>("fieldset select")];
    expect(fields.map(({ name }) => name)).toEqual(order);
    expect(fields.map(({ ariaLabel }) => ariaLabel)).toEqual(order);
    expect(select("month").options[11]?.text).toBe(november);
    expect(text()).toContain("Your birthday can be set once.");
  });

  it("may be 29 February, and no day that there isn't", async () => {
    const api = await open();
    choose("day", "31");
    choose("month", "02");
    expect(select("day").value).toBe("");
    expect(form().checkValidity()).toBe(false);
    expect([...select("day").options].filter(({ disabled }) => disabled).map(({ value }) => value)).toEqual([
      "30",
      "31",
    ]);
    choose("day", "29");
    expect(form().checkValidity()).toBe(true);
    button("Save").click();
    await until(() => text().includes("29 February"), "the day");
    expect(api.profile.birthday).toBe("02-29");
    expect(panelRoot().querySelector("fieldset")).toBeNull();
    expect(text()).toContain("Your birthday can be set once.");
  });

  it("is no birthday with half of it, and may be left out again", async () => {
    await open();
    choose("month", "11");
    expect(form().checkValidity()).toBe(false);
    choose("month", "");
    expect(form().checkValidity()).toBe(true);
  });

  it("that was said elsewhere meanwhile is shown, with why this one isn't taken", async () => {
    const api = await open();
    api.profile = { ...api.profile, birthday: "05-01", birthdayChangeable: false };
    choose("day", "22");
    choose("month", "11");
    button("Save").click();
    await until(() => find("[role=alert]").innerText === "Your birthday can be set once.", "the words");
    await until(() => text().includes("1 May"), "the day");
    expect(api.profile.birthday).toBe("05-01");
  });
});

describe("the language", () => {
  it("is spoken at once, and in this browser from now on", async () => {
    const api = await open();
    expect([...select("language").options].map(({ text, lang }) => [text, lang])).toContainEqual([
      "Deutsch",
      "de",
    ]);
    select("language").value = "de";
    button("Save").click();
    await until(() => dialog().lang === "de", "the language");
    expect(find("h2").innerText).toBe("⟨profile⟩");
    expect(text()).toContain("⟨joinedProgram Juniper Circle · 13. Sept. 2025⟩");
    await said("⟨saved⟩");
    expect(api.profile.language).toBe("de");
    expect(localStorage.getItem("regulars:pk_test:lang")).toBe("de");
    expect(select("language").value).toBe("de");
    button("⟨close⟩").click();
    await until(() => launcher().textContent === "⟨points 1.240⟩", "the launcher");
    window.regulars?.remove();
    delete window.regulars;
    await open(api);
    expect(dialog().lang).toBe("de");
    select("language").value = "";
    button("⟨save⟩").click();
    await until(() => dialog().lang === "en", "English");
    expect(find("h2").innerText).toBe("Profile");
    expect(localStorage.getItem("regulars:pk_test:lang")).toBeNull();
  });

  it("that they chose on another device is spoken here too, once it is known", async () => {
    const api = fake();
    api.profile.language = "de-AT";
    await open(api);
    await until(() => dialog().lang === "de", "the language");
    expect(select("language").value).toBe("de");
    button("⟨save⟩").click();
    await said("⟨saved⟩");
    // That it is Austria's is not lost by saving something else.
    expect(saved(api)).toEqual([]);
  });

  it("from right to left turns the panel round, on a page from left to right too", async () => {
    await open();
    select("language").value = "ar";
    button("Save").click();
    await until(() => dialog().dir === "rtl", "the direction");
    const [title, close] = [find("h2"), button("⟨close⟩")].map((each) => each.getBoundingClientRect());
    expect(close?.right).toBeLessThanOrEqual(title?.left ?? 0);
  });

  it("that doesn't come is saved all the same, and English goes on", async () => {
    const api = await open();
    load.mockRejectedValueOnce(new Error("offline"));
    select("language").value = "de";
    button("Save").click();
    await said("Saved");
    expect(api.profile.language).toBe("de");
    expect(dialog().lang).toBe("en");
    expect(find("h2").innerText).toBe("Profile");
  });

  it("is saved where the browser keeps nothing, and the panel goes on as the page", async () => {
    const real = Object.getOwnPropertyDescriptor(window, "localStorage");
    Object.defineProperty(window, "localStorage", {
      get: () => {
        throw new DOMException("blocked", "SecurityError");
      },
      configurable: true,
    });
    after(() => real && Object.defineProperty(window, "localStorage", real));
    const api = await open();
    select("language").value = "de";
    button("Save").click();
    await said("Saved");
    expect(api.profile.language).toBe("de");
    expect(dialog().lang).toBe("en");
  });
});

describe("their data", () => {
  it("comes as a file", async () => {
    const api = await open();
    const files: Blob[] = [];
    const names: string[] = [];
    vi.spyOn(URL, "createObjectURL").mockImplementation((blob) => {
      files.push(blob as Blob);
      return "blob:data";
    });
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      names.push(this.download);
    });
    after(() => vi.restoreAllMocks());
    button("Download my data").click();
    await until(() => files.length, "the file");
    expect(names).toEqual(["my-data.json"]);
    expect(JSON.parse((await files[0]?.text()) ?? "")).toMatchObject({ member: { id: "mem_1" } });
    expect(api.to("profile/export")).toHaveLength(1);
  });

  it("is deleted after a second yes, and the panel is a guest's, also when it opens again", async () => {
    const api = await open(fullApi());
    button("Delete my account").click();
    await until(() => focused() === button("Not now"), "the focus");
    expect(text()).toContain("1,326 points · £5 off: JUN-7Q4K-M2XP");
    expect(api.deleted).toBe(false);
    button("Not now").click();
    await until(() => focused() === button("Delete my account"), "the focus");
    button("Delete my account").click();
    await until(() => button("Delete for good"), "the question");
    button("Delete for good").click();
    await said("Your account is deleted");
    expect(api.deleted).toBe(true);
    expect(api.to("profile/delete")[0]?.body).toEqual({ confirm: "delete" });
    await until(() => find(".figure").innerText === "Juniper Circle", "what a guest sees");
    expect(text()).not.toContain("Anna");
    // The store's sign-in still stands: it is not taken for a wish to join again.
    button("Close").click();
    await window.regulars?.open();
    await settled();
    expect(find(".figure").innerText).toBe("Juniper Circle");
    expect(api.to("sessions")).toHaveLength(1);
    window.regulars?.identify("token");
    await until(() => find(".figure").innerText === "1,240 points", "who came next");
  });

  it("is deleted once when the answer is lost, and stays where it is refused", async () => {
    const api = await open();
    api.refused["profile/delete"] = [500, "internal"];
    button("Delete my account").click();
    await until(() => button("Delete for good"), "the question");
    button("Delete for good").click();
    await until(() => find(".ask [role=alert]").innerText.includes("Something went wrong"), "the words");
    api.refused = {};
    button("Delete for good").click();
    await said("Your account is deleted");
    const keys = api.to("profile/delete").map(({ headers }) => headers.get("Idempotency-Key"));
    expect(keys).toEqual([keys[0], keys[0]]);
  });
});

describe("signing out", () => {
  it("is for who came in by a code", async () => {
    await open();
    expect(text()).not.toContain("Sign out");
  });

  it.each([
    ["Sign out", false],
    ["Sign out everywhere", true],
  ])("with “%s” leaves nothing of them behind", async (name, everywhere) => {
    const api = await openByCode();
    const token = sessionStorage.getItem(refreshName);
    button(name).click();
    await said("You’re signed out");
    expect(api.to("sign-out")[0]?.body).toEqual({ refresh: token, everywhere });
    expect(sessionStorage.getItem(refreshName)).toBeNull();
    await until(() => find(".figure").innerText === "Juniper Circle", "what a guest sees");
    expect(text()).not.toContain("Anna");
    expect(focused()).toBe(find("h2"));
  });

  it("here is done even where the Worker can't be reached; everywhere it is not, and they are told", async () => {
    const api = await openByCode();
    api.refused["sign-out"] = [503, "try_again"];
    button("Sign out everywhere").click();
    await until(() => find("[role=alert]").innerText.includes("Something went wrong"), "the words");
    expect(sessionStorage.getItem(refreshName)).toBeTruthy();
    button("Sign out").click();
    await said("You’re signed out");
    expect(sessionStorage.getItem(refreshName)).toBeNull();
  });
});
