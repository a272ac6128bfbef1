-- Endpoints that are a mail tool: what they are called with.

-- What tells such endpoints apart beside their format: JSON, as `settings` of the API.
ALTER TABLE webhook_endpoints ADD COLUMN settings TEXT NOT NULL DEFAULT '{}';
-- The tool's API key, sealed with the Worker's own key; and the last characters of it, by which its owner knows it.
ALTER TABLE webhook_endpoints ADD COLUMN api_key_hint TEXT;
ALTER TABLE webhook_endpoints ADD COLUMN api_key TEXT CONSTRAINT webhook_api_key
  CHECK ((api_key IS NULL) = (format = 'standard_webhooks' OR disabled_because IS 'deleted'));
