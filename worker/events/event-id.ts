/** An event's id is made of its store's and its number: it sorts in the order of the log, and needs no index. */

const STORE = /^sto_([0-9a-z]{26})$/;
const EVENT = /^evt_([0-9a-z]{26})(\d{10})$/;

/** The id of the store's event of this number. */
export function eventId(storeId: string, number: number): string {
  return `evt_${ownerPart(storeId)}${String(number).padStart(10, "0")}`;
}

/** The number of the event; null where the id is of no event of this store's. */
export function numberOfEvent(storeId: string, id: string): number | null {
  const [, owner, number] = EVENT.exec(id) ?? [];
  return owner === ownerPart(storeId) ? Number(number) : null;
}

function ownerPart(storeId: string): string {
  const part = STORE.exec(storeId)?.[1];
  if (part === undefined)
    throw new Error("A store's id has another form than its events' ids are made from.");
  return part;
}
