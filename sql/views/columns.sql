-- What is every table and view for, and what does each of its columns hold? column_name is empty in the row of the table or
-- view itself.
CREATE VIEW columns AS
SELECT
    m.name,
    m.type = 'view' AS is_view,
    0 AS position,
    '' AS column_name,
    '' AS type,
    coalesce(d.about, '') AS about
FROM sqlite_schema AS m
LEFT JOIN description AS d ON d.name = m.name AND d.column_name = ''
WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name NOT LIKE 'document!_search!_%' ESCAPE '!'
UNION ALL
SELECT
    m.name,
    m.type = 'view',
    c.cid + 1,
    c.name,
    lower(c.type),
    coalesce(own.about, everywhere.about, '')
FROM sqlite_schema AS m
JOIN pragma_table_info(m.name) AS c
LEFT JOIN description AS own ON own.name = m.name AND own.column_name = c.name
LEFT JOIN description AS everywhere ON everywhere.name = '' AND everywhere.column_name = c.name
WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite!_%' ESCAPE '!' AND m.name NOT LIKE 'document!_search!_%' ESCAPE '!'
ORDER BY 2 DESC, 1, 3;
