-- What Prisma's language cannot say.

-- How many rows the planner expects of a SELECT, so that a page can say it in the statement that reads the rows.
-- The SELECT is written by the server alone; its values come as texts, `($1)[1]` and on. Nothing is read by it.
CREATE FUNCTION "planned_rows"(query text, given text[]) RETURNS double precision LANGUAGE plpgsql AS $$
DECLARE
  plan json;
BEGIN
  EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan USING given;
  RETURN (plan -> 0 -> 'Plan' ->> 'Plan Rows')::double precision;
END $$;
ALTER FUNCTION "planned_rows"(text, text[]) SET search_path FROM CURRENT;
