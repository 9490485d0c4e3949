-- CreateTable
CREATE TABLE "database_origin" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "identity" VARCHAR(80) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "database_origin_pkey" PRIMARY KEY ("id")
);

-- What Prisma's language cannot say.

ALTER TABLE "database_origin" ADD CONSTRAINT "database_origin_is_one_row" CHECK ("id" = 1);

-- What no dump carries along: the server, the database in it, the table in that.
CREATE FUNCTION "database_identity"() RETURNS text LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  server text := 'unknown';
BEGIN
  BEGIN
    SELECT system_identifier::text INTO server FROM pg_control_system();
  EXCEPTION WHEN insufficient_privilege OR undefined_function OR feature_not_supported THEN
    NULL;
  END;
  RETURN concat_ws('/', server, (SELECT oid FROM pg_database WHERE datname = current_database()),
    'accounts'::regclass::oid);
END
$$;

INSERT INTO "database_origin" ("identity", "opened_at") VALUES ("database_identity"(), CURRENT_TIMESTAMP);
