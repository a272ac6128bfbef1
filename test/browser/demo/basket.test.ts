import { describe, expect, it } from "vitest";
import { addToBasket, basketCount, readBasket, setInBasket, writeBasket } from "../../../demo/shop/basket.ts";
import { emailFrom, firstNameFrom } from "../../../demo/shop/people.ts";

describe("a basket", () => {
  it("survives its cookie", () => {
    const basket = addToBasket(addToBasket([], "linen-throw", 1), "stoneware-mug", 4);
    expect(readBasket(writeBasket(basket))).toEqual(basket);
  });

  it("adds up, holds nine of a thing at most, and lets go", () => {
    const basket = addToBasket(addToBasket([], "stoneware-mug", 6), "stoneware-mug", 6);
    expect(basketCount(basket)).toBe(9);
    expect(setInBasket(basket, "stoneware-mug", 0)).toEqual([]);
  });

  it.each(["", "linen-throw", "linen-throw*-1", "linen-throw*x", "yacht*1", "..*.*", "%"])(
    "makes nothing of the cookie %j",
    (cookie) => {
      expect(readBasket(cookie)).toEqual([]);
    },
  );
});

describe("what people type", () => {
  it("is tidied", () => {
    expect(emailFrom("  Anna@Example.COM ")).toBe("anna@example.com");
    expect(firstNameFrom("  Mary   Ann ")).toBe("Mary Ann");
  });

  it.each(["", "anna", "anna@", "@example.com", "anna@example", "a b@example.com", "a@b@example.com"])(
    "is no address: %j",
    (typed) => {
      expect(emailFrom(typed)).toBeNull();
    },
  );
});
