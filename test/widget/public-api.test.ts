import { expect, expectTypeOf, it } from "vitest";
import { names } from "../../widget/elements/names.ts";
import type { Regulars, RegularsEvents, RegularsVoucher, RegularsView } from "../../widget/widget.d.ts";
import { fake, runTag } from "./stage.ts";

// What a store's own code relies on. A change that tsc refuses here is one for a new major version.

it("window.regulars has these calls, and no others", () => {
  expectTypeOf<Window["regulars"]>().toEqualTypeOf<Regulars | undefined>();
  expectTypeOf<keyof Regulars>().toEqualTypeOf<
    "open" | "close" | "identify" | "remove" | "ready" | "stores"
  >();
  expectTypeOf<Regulars["open"]>().toEqualTypeOf<(view?: RegularsView) => Promise<boolean>>();
  expectTypeOf<Regulars["close"]>().toEqualTypeOf<() => void>();
  type Token = string | null;
  expectTypeOf<Regulars["identify"]>().toEqualTypeOf<
    (token: Token | (() => Token | Promise<Token>)) => void
  >();
  expectTypeOf<Regulars["remove"]>().toEqualTypeOf<() => void>();
  expectTypeOf<Regulars["ready"]>().toEqualTypeOf<Promise<void>>();
  expectTypeOf<Regulars["stores"]>().toEqualTypeOf<Record<string, Omit<Regulars, "stores">>>();
  expectTypeOf<RegularsView>().toEqualTypeOf<
    "home" | "rewards" | "refer" | "activity" | "earn" | "tiers" | "profile" | "join"
  >();
  fake();
  const regulars = runTag();
  const { stores, ...calls } = regulars;
  expect(calls).toMatchObject({
    open: expect.any(Function) as unknown,
    close: expect.any(Function) as unknown,
    identify: expect.any(Function) as unknown,
    remove: expect.any(Function) as unknown,
  });
  expect(Object.keys(stores)).toEqual(["pk_test"]);
  expect(regulars.ready).toBeInstanceOf(Promise);
});

it("these events are sent on document, with these details", () => {
  interface Details {
    "regulars:open": { store: string; view: RegularsView | undefined };
    "regulars:opened": { store: string; view: RegularsView };
    "regulars:closed": { store: string };
    "regulars:redeemed": { store: string; voucher: RegularsVoucher; balance: number };
    "regulars:claimed": { store: string; voucher: RegularsVoucher };
    "regulars:signedin": { store: string };
    "regulars:signedout": { store: string };
  }
  expectTypeOf<RegularsEvents>().toEqualTypeOf<{ [Name in keyof Details]: CustomEvent<Details[Name]> }>();
  expectTypeOf<DocumentEventMap["regulars:redeemed"]["detail"]["balance"]>().toEqualTypeOf<number>();
  expectTypeOf<RegularsVoucher>().toEqualTypeOf<{
    code: string;
    name: string;
    amount: number | null;
    currency: string;
    minimumOrder: number;
    expiresAt: string | null;
  }>();
});

it("these are the elements", () => {
  type Names = Extract<keyof HTMLElementTagNameMap, `regulars-${string}`>;
  expectTypeOf<Names>().toEqualTypeOf<
    | "regulars-product-points"
    | "regulars-cart-points"
    | "regulars-balance"
    | "regulars-tier"
    | "regulars-referral"
    | "regulars-page"
  >();
  const typed: Record<Names, true> = {
    "regulars-product-points": true,
    "regulars-cart-points": true,
    "regulars-balance": true,
    "regulars-tier": true,
    "regulars-referral": true,
    "regulars-page": true,
  };
  expect(names.split(",").sort()).toEqual(Object.keys(typed).sort());
});
