/** What the tests take of Node's module. The Worker knows no Node, and so its tests have none of Node's types. */
declare module "node:async_hooks" {
  export class AsyncLocalStorage<Value> {
    run<Result>(value: Value, callback: () => Result): Result;
    getStore(): Value | undefined;
  }
}
