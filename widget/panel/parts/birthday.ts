import { html, type TemplateResult } from "lit/html.js";
import type { PanelModel } from "../model.ts";
import { dateFormat } from "../../format/intl.ts";

/** A leap year, so that 29 February is a day. */
const year = 2024;

const numbers = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

const dayIn = (month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day));

const format = (locale: string | undefined, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  dateFormat(locale, { ...parts, timeZone: "UTC" });

/** MM-DD as a person reads it: "22 November". */
export function birthdayIn({ format: { locale } }: PanelModel, birthday: string): string {
  const [month = 1, day = 1] = birthday.split("-").map(Number);
  return format(locale, { day: "numeric", month: "long" }).format(dayIn(month, day));
}

/** What a form with {@link birthdayFields} says: MM-DD, or nothing where nothing is chosen. */
export function birthdayOf(data: FormData): string | undefined {
  const [month, day] = ["month", "day"].map((name) => data.get(name));
  return typeof month === "string" && typeof day === "string" && month && day ? `${month}-${day}` : undefined;
}

/** One without the other is no birthday, and a month has the days that it has. */
function check({ currentTarget }: Event): void {
  const [month, day] = ["month", "day"].map((name) =>
    (currentTarget as Element).querySelector<HTMLSelectElement>(`[name=${name}]`),
  );
  if (!month || !day) return;
  month.required = day.required = !!(month.value || day.value);
  const days = month.value ? new Date(Date.UTC(year, Number(month.value), 0)).getUTCDate() : 31;
  for (const option of day.options) option.disabled = Number(option.value) > days;
  if (Number(day.value) > days) day.value = "";
}

/** The fields of a birthday, which has no year, in the order in which the locale writes a day and a month. */
export function birthdayFields({ t, format: { locale }, words }: PanelModel): TemplateResult {
  const long = format(locale, { day: "numeric", month: "long" });
  const alone = format(locale, { month: "long" });
  const names = new Intl.DisplayNames(words.lang, { type: "dateTimeField" });
  const two = (value: number): string => String(value).padStart(2, "0");
  const field = (name: "day" | "month", options: [value: string, text: string][], id: string) =>
    html`<select id=${id} name=${name} autocomplete="bday-${name}" aria-label=${names.of(name) ?? name}>
      <option value="">${names.of(name)}</option>
      ${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
    </select>`;
  const given = {
    day: numbers(31).map((day): [string, string] => [
      two(day),
      format(locale, { day: "numeric" }).format(dayIn(1, day)),
    ]),
    month: numbers(12).map((month): [string, string] => [two(month), alone.format(dayIn(month, 1))]),
  };
  const order = long
    .formatToParts(dayIn(1, 1))
    .flatMap(({ type }) => (type === "day" || type === "month" ? [type] : []));
  return html`<fieldset aria-describedby="birthday-note" @change=${check}>
    <legend>${t("birthdayField")}</legend>
    <p class="quiet" id="birthday-note">${t("birthdayNote")}</p>
    <div class="row">
      ${order.map((name, at) => field(name, given[name], at ? "birthday-2" : "birthday"))}
    </div>
  </fieldset>`;
}
