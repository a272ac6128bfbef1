/** Where a campaign can never give what it says. */
import type { Program } from "../../document.ts";
import type { Campaign } from "../earning.ts";
import { twice, unknownTiers, windowShut, type Contradiction } from "./lists.ts";
import { excludedNames } from "./products.ts";

/** Contradictions in `earning.campaigns`. */
export function campaignContradictions(program: Program): Contradiction[] {
  const { campaigns } = program.earning;
  return [
    ...twice("campaign", ["earning", "campaigns"], campaigns),
    ...campaigns.flatMap((campaign, index) => ofOne(program, campaign, ["earning", "campaigns", index])),
  ];
}

function ofOne(program: Program, campaign: Campaign, path: (string | number)[]): Contradiction[] {
  const { order } = program.earning;
  if (!order)
    return [
      {
        path,
        input: campaign.id,
        message: "Orders earn nothing (`earning.order` is null), so this campaign gives nothing either.",
      },
    ];
  const named = campaign.tiers.map((id, index) => ({ path: [...path, "tiers", index], id }));
  return [
    ...windowShut(path, campaign),
    ...hours(campaign, path),
    ...unknownTiers(program, named),
    ...excludedNames([...path, "products"], campaign.products, order.exclude),
    ...aboveCaps(program, campaign, path),
  ];
}

function hours({ hours: open }: Campaign, path: (string | number)[]): Contradiction[] {
  if (!open || open.from < open.until) return [];
  const message = `This is not after \`from\`, ${open.from}. For a night that goes on past midnight make two campaigns.`;
  return [{ path: [...path, "hours", "until"], input: open.until, message }];
}

function aboveCaps({ earning }: Program, campaign: Campaign, path: (string | number)[]): Contradiction[] {
  if (campaign.type !== "add") return [];
  const [least] = [...earning.caps].sort((a, b) => a.points - b.points);
  if (!least || campaign.points <= least.points) return [];
  const cap = `${least.points} ${least.period === "order" ? "an order" : `a ${least.period}`}`;
  const message = `Orders earn at most ${cap} (\`earning.caps\`), so this can never be given in full.`;
  return [{ path: [...path, "points"], input: campaign.points, message }];
}
