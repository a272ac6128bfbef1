-- The platforms that a store is connected to: its orders come from there, and its vouchers are codes over there.

CREATE TABLE connections (
  store_id TEXT NOT NULL,
  id TEXT NOT NULL,
  platform TEXT NOT NULL CONSTRAINT connection_platform CHECK (platform IN ('shopify', 'woocommerce')),
  -- Shopify: shop-name.myshopify.com. WooCommerce: the site's address, without a slash at its end.
  shop TEXT NOT NULL,
  -- JSON array of what deliveries are signed with, each sealed with the Worker's own key, the newest first. Two are
  -- live while one is being replaced.
  webhook_secrets TEXT NOT NULL,
  -- What the platform's API wants to be called with, JSON, sealed; null where the store gave none.
  api_credentials TEXT,
  -- 1 where redemptions become codes over there.
  publishes_vouchers INTEGER NOT NULL DEFAULT 0
    CONSTRAINT connection_vouchers CHECK (publishes_vouchers IN (0, 1)),
  created_at INTEGER NOT NULL,
  -- When the store disconnected it; its deliveries are refused from then on.
  closed_at INTEGER,
  PRIMARY KEY (store_id, id),
  CONSTRAINT connection_without_api CHECK (publishes_vouchers = 0 OR api_credentials IS NOT NULL)
) STRICT, WITHOUT ROWID;
-- A delivery names the connection before anybody knows the store.
CREATE UNIQUE INDEX connections_by_id ON connections (id);
CREATE UNIQUE INDEX connections_of_shop ON connections (store_id, platform, shop) WHERE closed_at IS NULL;
