/**
 * Every error the API answers with: its status, its title, and what its docs page says.
 * `docs/errors/` and the pages at /errors/{code} are made from this list.
 */
interface CatalogueItem {
  status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
  title: string;
  /** When it happens. */
  cause: string;
  /** What to do about it. */
  remedy: string;
}

const items = {
  malformed_json: {
    status: 400,
    title: "The body is not JSON",
    cause: "The request's body could not be read as JSON.",
    remedy: "Send a JSON document, encoded in UTF-8, with Content-Type: application/json.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The body's type is not JSON",
    cause: "The request has a body whose Content-Type is not application/json.",
    remedy: "Send Content-Type: application/json.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    cause: "A request may have at most 256 KiB of body, and a platform's delivery 1,900,000 bytes.",
    remedy: "Send less at once. An order with more lines than fit is not one that a shopper places.",
  },
  invalid_request: {
    status: 422,
    title: "The request does not fit its schema",
    cause:
      "One or more fields are missing, unknown, of the wrong type, out of range or at odds with others. Nothing was written.",
    remedy: "`errors` lists each field with a JSON pointer and what is wrong with it.",
  },
  idempotency_key_missing: {
    status: 400,
    title: "The Idempotency-Key header is missing",
    cause: "Every POST that writes needs a key, so that it can be sent again safely.",
    remedy:
      "Send Idempotency-Key with a value of your own, 1 to 255 characters, a new one for each write; a UUID is good.",
  },
  idempotency_key_reused: {
    status: 422,
    title: "The Idempotency-Key was used for another request",
    cause: "The key came before with another path or body, or more than 30 days ago. Nothing was written.",
    remedy: "Use a new key for a new request; use the old key only to send the same request again.",
  },
  key_missing: {
    status: 401,
    title: "The key is missing",
    cause: "The server API needs `Authorization: Bearer sk_…`, the storefront API `?key=pk_…`.",
    remedy: "Send the store's key. It was printed when the store was made.",
  },
  key_invalid: {
    status: 401,
    title: "The key is not valid",
    cause: "No store has this key, or it was replaced.",
    remedy:
      "Check that the key is complete and the newest one, and that a secret key is not used where a publishable one belongs.",
  },
  origin_not_allowed: {
    status: 403,
    title: "This origin is not one of the store's",
    cause: "The page that called is not on an origin that the store has set.",
    remedy: "Add the page's origin (scheme and host, such as https://shop.example.com) to the store.",
  },
  token_invalid: {
    status: 401,
    title: "The shopper's token is not valid",
    cause:
      "The token could not be verified: its signature, its key id, its algorithm or one of its claims is wrong.",
    remedy:
      "`detail` names what is wrong. Sign with HS256, the store's signing key in `kid`, `aud` the publishable key, `sub` the customer's id, and `exp` at most 10 minutes after `iat`.",
  },
  token_expired: {
    status: 401,
    title: "The shopper's token has expired",
    cause: "The token's `exp` has passed.",
    remedy: "Sign a new token; with data-token-url the widget asks for one by itself.",
  },
  session_missing: {
    status: 401,
    title: "There is no session",
    cause: "This call is about a member and needs `Authorization: Bearer` with a session.",
    remedy: "Get a session from POST /storefront/sessions, or from POST /till/sessions.",
  },
  session_invalid: {
    status: 401,
    title: "The session is not valid",
    cause:
      "The session was changed, belongs to another store, or is of a member of staff who was revoked or got a new PIN.",
    remedy: "Get a new session from POST /storefront/sessions, or from POST /till/sessions.",
  },
  session_expired: {
    status: 401,
    title: "The session has expired",
    cause: "A shopper's session lasts 30 minutes, one of a till 12 hours.",
    remedy: "Get a new session from POST /storefront/sessions, or from POST /till/sessions.",
  },
  event_not_found: {
    status: 404,
    title: "There is no such event",
    cause: "The id is not that of an event of this store.",
    remedy: "Take ids from `GET /v1/events`, or from the header `webhook-id` of a webhook.",
  },
  webhook_endpoint_not_found: {
    status: 404,
    title: "There is no such webhook endpoint",
    cause: "The id is not that of an endpoint of this store, or the endpoint was deleted.",
    remedy: "List the endpoints with `GET /v1/webhook-endpoints`.",
  },
  webhook_delivery_not_found: {
    status: 404,
    title: "There is no such delivery",
    cause: "The event was never sent to this endpoint, or so long ago that it is forgotten.",
    remedy: "To send events that it never got, use `POST /v1/webhook-endpoints/{id}/resend`.",
  },
  webhook_endpoint_other_format: {
    status: 409,
    title: "The endpoint is of another format",
    cause:
      "An address and secrets are of Standard Webhooks alone; an API key and settings of the mail tool that the endpoint is.",
    remedy: "Read the endpoint's `format`. For another one make a new endpoint: a format never changes.",
  },
  webhook_endpoint_limit_reached: {
    status: 409,
    title: "The store has as many webhook endpoints as it may",
    cause: "A store has at most 16 endpoints, those that are off among them.",
    remedy: "Delete one that is not needed, or let one endpoint take more types of event.",
  },
  not_found: {
    status: 404,
    title: "There is nothing at this address",
    cause: "The path or the method is not one of the API's.",
    remedy: "Compare the path and the method with the reference.",
  },
  member_not_found: {
    status: 404,
    title: "The store has no such member",
    cause: "No member of this store has this id, customer id or address.",
    remedy: "Create the member first, or send the customer's first order, which enrols them.",
  },
  connection_not_found: {
    status: 404,
    title: "The store has no such connection",
    cause: "No connection of this store has this id, or it was closed.",
    remedy:
      "List the connections with GET /v1/connections, and compare the address that the platform sends to.",
  },
  delivery_not_found: {
    status: 404,
    title: "The inbox has no such delivery",
    cause: "No delivery to this store has this id.",
    remedy: "List the deliveries with GET /v1/inbox.",
  },
  order_not_found: {
    status: 404,
    title: "The store has not told this order",
    cause: "No state of this order was sent with PUT /v1/orders/{id}.",
    remedy: "Check the order's id.",
  },
  reward_not_found: {
    status: 404,
    title: "The program has no such reward",
    cause: "The live program has no reward with this id.",
    remedy: "Read the program for the rewards that there are.",
  },
  code_pool_not_found: {
    status: 404,
    title: "The store has no such pool of codes",
    cause: "No codes were imported into a pool of this name.",
    remedy: "Import codes with POST /v1/code-pools/{pool}/codes, or check the pool's name.",
  },
  voucher_not_found: {
    status: 404,
    title: "The store has no such voucher",
    cause: "No voucher of this store has this code.",
    remedy: "Check the code; letters may be in either case.",
  },
  referral_link_not_found: {
    status: 404,
    title: "There is no such referral link",
    cause: "No referral link of this store has this code.",
    remedy: "Ask the friend who shared it for the link once more.",
  },
  referral_link_inactive: {
    status: 410,
    title: "The referral link is switched off",
    cause: "The link was switched off, or the program no longer has referral terms.",
    remedy: "Ask the friend who shared it for a new one.",
  },
  program_not_found: {
    status: 404,
    title: "The store has no program yet",
    cause: "No program was published for this store.",
    remedy: "Publish one with PUT /v1/program.",
  },
  action_not_found: {
    status: 404,
    title: "The program has no such action",
    cause: "The live program has no action with this id, or it is for the store's server alone to say.",
    remedy: "Read the program's `earning.actions` for those that there are, and for who may say them (`by`).",
  },
  action_limit_reached: {
    status: 409,
    title: "The action has counted as often as it may",
    cause: "One of the limits that the program sets on the action is reached.",
    remedy: "`detail` says when it counts again.",
  },
  transfers_not_offered: {
    status: 409,
    title: "Members can't send each other points",
    cause: "The live program has no `transfers`.",
    remedy: "Publish a program with `transfers`.",
  },
  transfer_limit_reached: {
    status: 409,
    title: "The member has sent as many points today as they may",
    cause: "The program's `transfers.dailyCap` would be passed. A day is one of the store's time zone.",
    remedy: "`detail` says how many are left today.",
  },
  insufficient_points: {
    status: 409,
    title: "There are not enough points",
    cause: "The member has fewer available points than this takes. Pending points can't be spent yet.",
    remedy: "`detail` says how many are missing.",
  },
  reward_not_open: {
    status: 409,
    title: "The reward is not open",
    cause: "The reward opens later, or has closed.",
    remedy: "`detail` says when.",
  },
  reward_not_for_member: {
    status: 409,
    title: "The reward is for other members",
    cause: "The reward is for some tiers or segments only, and the member is in none of them.",
    remedy: "`detail` says for whom it is.",
  },
  points_not_offered: {
    status: 422,
    title: "The reward can't be had for these points",
    cause:
      "`points` is not a price of the reward for this member, or is less than a redemption takes. Nothing was written.",
    remedy: "`detail` says what it costs. Leave `points` out to pay the least.",
  },
  reward_out_of_stock: {
    status: 409,
    title: "The reward has run out",
    cause: "Every one of this reward is taken.",
    remedy: "Choose another reward, or raise its `stock` in the program.",
  },
  reward_codes_missing: {
    status: 409,
    title: "The reward has no codes left",
    cause: "Every code of the pool that this reward's vouchers come from is given.",
    remedy: "Choose another reward, or import more codes into its pool.",
  },
  reward_limit_reached: {
    status: 409,
    title: "The member has had the reward as often as they can",
    cause: "One of the reward's limits for a member is reached.",
    remedy: "`detail` says from when they can have it again, where they can.",
  },
  customer_taken: {
    status: 409,
    title: "A member has this customer id already",
    cause: "Another member of the store has the customer id.",
    remedy: "Look the member up by customer id.",
  },
  birthday_fixed: {
    status: 409,
    title: "The birthday is not for the member to change",
    cause:
      "The member has said their birthday before, or points were given for it this year. Nothing was written.",
    remedy: "Let the store correct it, by PATCH /v1/members/{id}: one that it clears may be said anew.",
  },
  email_taken: {
    status: 409,
    title: "A member has this address already",
    cause: "Another member of the store has the email address.",
    remedy: "Look the member up by email.",
  },
  phone_taken: {
    status: 409,
    title: "A member has this telephone number already",
    cause: "Another member of the store has the telephone number.",
    remedy: "Look the member up by phone.",
  },
  staff_not_found: {
    status: 404,
    title: "The store has no such member of staff",
    cause: "Nobody of the store's staff has this id, or they were revoked.",
    remedy: "Read the staff with GET /v1/staff.",
  },
  sign_in_refused: {
    status: 401,
    title: "The staff number or the PIN is wrong",
    cause: "Nobody of the store's staff has this number with this PIN, or too many wrong PINs came before.",
    remedy:
      "Try again slowly; after five wrong PINs wait a while. A new PIN comes from POST /v1/staff/{id}/pin.",
  },
  member_code_invalid: {
    status: 422,
    title: "This is not a member's code of the store",
    cause: "The code was not made by this store's panel, or was read wrongly.",
    remedy: "Scan it again, or type the member number that stands under it.",
  },
  member_code_expired: {
    status: 410,
    title: "The member's code has run out",
    cause: "A code is good for ten minutes, so that a picture of it is of no use to anyone else.",
    remedy: "Ask the member to show it again, or type the member number that stands under it.",
  },
  receipt_taken: {
    status: 409,
    title: "The receipt was added already",
    cause: "The receipt's number was added for another amount, for another member or with other vouchers.",
    remedy: "`detail` says what stands. Check the number; undo the receipt if it was added wrongly.",
  },
  receipt_not_found: {
    status: 404,
    title: "No such receipt was added",
    cause: "No receipt of this number was added at a till of the store, or it was undone.",
    remedy: "Check the receipt's number.",
  },
  too_late_to_undo: {
    status: 409,
    title: "It is too late to undo this",
    cause: "A member of staff can undo what they did themselves, for ten minutes.",
    remedy: "The store can give back a voucher, or cancel the order, with its server API.",
  },
  voucher_not_usable: {
    status: 409,
    title: "The voucher can't be used",
    cause:
      "It was used for another order, released or voided, is not ready yet, has expired, or is reserved for another checkout.",
    remedy: "`detail` says which.",
  },
  voucher_refused: {
    status: 409,
    title: "The shop can't take the voucher's code",
    cause:
      "The shop that the store is connected to refused to make the code. Points that were paid for it are back.",
    remedy:
      "`GET /v1/voucher-publications?status=refused` says why. Put that right in the shop; then redeem again, or retry a referral's voucher.",
  },
  voucher_on_its_way: {
    status: 503,
    title: "The voucher's code is on its way",
    cause: "Your code is on its way to the shop. Ask again in a minute.",
    remedy: "Send the same request again in a minute, with the same Idempotency-Key.",
  },
  voucher_publication_not_found: {
    status: 404,
    title: "No shop is told of the voucher",
    cause: "The store has no voucher with this code, or none that a shop of its own honours.",
    remedy: "`GET /v1/voucher-publications` lists those that are told.",
  },
  voucher_publication_settled: {
    status: 409,
    title: "There is nothing to try again",
    cause: "The code works in the shop or is switched off there, or its redemption was undone.",
    remedy: "Only what is held, being switched off, or refused for a referral can be tried again.",
  },
  voucher_not_releasable: {
    status: 409,
    title: "The voucher can't be released",
    cause:
      "Only a voucher that points were redeemed for, and that was neither used nor reserved for a checkout, can be released.",
    remedy: "`detail` says which.",
  },
  referral_terms_missing: {
    status: 409,
    title: "The program has no referral terms",
    cause: "The live program gives nothing for referrals.",
    remedy: "Publish a program with `referral`.",
  },
  not_a_new_customer: {
    status: 409,
    title: "The welcome reward is for new customers",
    cause: "This address has ordered from the store before.",
    remedy: "Sign in instead, and share a link of your own.",
  },
  own_referral_link: {
    status: 409,
    title: "This is your own link",
    cause: "The address belongs to the member who shared the link.",
    remedy: "Share the link with a friend.",
  },
  already_claimed: {
    status: 409,
    title: "A welcome reward was claimed already",
    cause: "This address has claimed a welcome reward through another link.",
    remedy: "Use the voucher that was given then.",
  },
  signature_invalid: {
    status: 401,
    title: "The delivery is not signed with the connection's secret",
    cause: "The signature is missing, or none of the connection's secrets made it of these very bytes.",
    remedy:
      "Give the connection the secret that the platform signs with: PATCH /v1/connections/{id}. The one before stays good meanwhile.",
  },
  shop_connected: {
    status: 409,
    title: "The shop is connected already",
    cause: "The store has a connection to this shop.",
    remedy: "Change that one with PATCH /v1/connections/{id}, or close it first.",
  },
  connection_without_api: {
    status: 409,
    title: "The connection has no credentials",
    cause: "The platform has to be asked for this, and the connection has nothing to ask with.",
    remedy: "Give it credentials with PATCH /v1/connections/{id}.",
  },
  reconcile_running: {
    status: 409,
    title: "The connection is being reconciled already",
    cause: "A run of this connection has not ended yet.",
    remedy: "Wait for its end: GET /v1/connections/{id}/reconcile says how far it is.",
  },
  delivery_done: {
    status: 409,
    title: "The delivery can't be worked again",
    cause: "It was done, or its body is forgotten.",
    remedy: "`GET /v1/inbox/{id}` says what came of it. An order is read anew by a reconcile run.",
  },
  exchange_rate_missing: {
    status: 422,
    title: "The order's exchange rate is missing",
    cause: "The order is in another currency than the store's, and points are counted in the store's.",
    remedy:
      "Send `exchangeRate`: units of the store's currency for one unit of the order's, at the time of the order.",
  },
  points_out_of_range: {
    status: 422,
    title: "That is more points than one entry may hold",
    cause: "One entry may hold at most 1,000,000,000 points.",
    remedy: "Check the amounts, which are minor units, and the program's rate.",
  },
  not_a_sandbox: {
    status: 409,
    title: "The store is not a sandbox",
    cause: "Only the clock of a store that was made for trying out can be set forward.",
    remedy: "Make a store with `npm run store -- create --sandbox …`, and try it there.",
  },
  import_not_found: {
    status: 404,
    title: "There is no such import",
    cause: "The store has made no import with this id.",
    remedy: "Make one with POST /v1/imports, or list them with GET /v1/imports.",
  },
  import_part_refused: {
    status: 409,
    title: "The part can't be taken",
    cause: "Another text came under the part's number before, or the file has ended before it.",
    remedy: "`detail` says which. Make a new import for another file.",
  },
  import_not_ready: {
    status: 409,
    title: "The dry run is not over, or its file is gone",
    cause:
      "An import is written once its dry run has read the whole file. Files are kept for seven days, and one that can't be read is not written.",
    remedy: "Read on with POST /v1/imports/{id}/run until its status is done, or make a new import.",
  },
  too_many_requests: {
    status: 429,
    title: "Too many tries",
    cause: "This was tried more often in a minute than a person would.",
    remedy: "Wait a minute and try again.",
  },
  try_again: {
    status: 503,
    title: "Somebody else was quicker, several times",
    cause:
      "Other writes changed the same order or member each time this one was about to. Nothing was written.",
    remedy: "Send the same request again after a second.",
  },
  internal_error: {
    status: 500,
    title: "Something went wrong on our side",
    cause: "An error that we did not foresee. `detail` holds the id it was noted with.",
    remedy: "Send the same request again with the same key: what was written is not written twice.",
  },
} satisfies Record<string, CatalogueItem>;

export type ProblemCode = keyof typeof items;

export const catalogue: Record<ProblemCode, CatalogueItem> = items;
