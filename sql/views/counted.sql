-- What each sum adds up: one row a kind of sum (axis), a countable fact and a document that states it. axis says what the
-- facts are told apart by, beside measure, unit, things, country and years: nationality, offence, matrix (both), place, object,
-- quarter, or year (nothing else). A sum names its axis before anything else: the rows of the others are then not
-- even made. low and high are what the sum has of the fact, after what its parts take as countable_parts says; facts that lie within another of
-- their group are left out. is_named is 1 in one row a fact, so that sum(low * is_named) has each fact once; origin_id is
-- the same for documents that are copies of one text.
-- Countries are never added up: what is known of one in 2019 and of two in 2020 has not doubled. In a sum value_low and
-- value_high are its bounds, value_high null where a figure is open upwards; is_exact is 0 where any is not; things says what is
-- counted where it isn't persons, cases or money, weights are in kg; facts and observations say what it is made of, sources how
-- many independent ones state any of it.
-- (Facts are told apart by one number: SQLite looks through all rows for NOT IN over three columns.)
CREATE VIEW counted AS
WITH axes (axis, number) AS (
    VALUES ('year', 0), ('quarter', 1), ('nationality', 2), ('offence', 3), ('matrix', 4), ('place', 5), ('object', 6)
),
part AS MATERIALIZED (
    SELECT * FROM countable_parts
),
-- is_held: the whole stands in the part's own group, and holds it; whole_group is what the whole is told apart by.
related AS NOT MATERIALIZED (
    SELECT
        a.axis, a.number, p.document_id, p.ordinal, p.whole_document_id, p.whole_ordinal, p.step, p.value_low, p.value_high,
        p.is_exact,
        p.same_country AND CASE a.axis
            WHEN 'year' THEN 1
            WHEN 'quarter' THEN p.same_quarter
            WHEN 'nationality' THEN p.same_nationality
            WHEN 'offence' THEN p.same_offences
            WHEN 'matrix' THEN p.same_nationality AND p.same_offences
            WHEN 'place' THEN p.same_place
            WHEN 'object' THEN p.same_object
        END AS is_held,
        p.whole_country || ' ' || CASE a.axis
            WHEN 'nationality' THEN p.whole_nationality
            WHEN 'offence' THEN p.whole_offences
            WHEN 'matrix' THEN p.whole_nationality || ' ' || p.whole_offences
            WHEN 'place' THEN p.whole_place
            WHEN 'object' THEN p.whole_object
            ELSE ''
        END AS whole_group
    FROM axes AS a CROSS JOIN part AS p
),
chosen AS (
    SELECT
        *,
        max(is_held) OVER part AS is_part_held,
        -- Of one group the widest whole holds the others.
        step < max(step) OVER (PARTITION BY axis, document_id, ordinal, whole_group) AS is_whole_held
    FROM related
    WINDOW part AS (PARTITION BY axis, document_id, ordinal)
),
-- One row a part that is held, and one a whole from which parts take, with what they take: each from the nearest whole that
-- is counted itself. (Beside a min(), SQLite gives the other columns of the row that has it.)
share AS MATERIALIZED (
    SELECT
        axis,
        (number << 58) | (document_id << 32) | ordinal AS key,
        document_id,
        ordinal,
        max(is_held) AS is_held,
        sum(coalesce(value_low, 0)) AS low,
        CASE WHEN count(value_high) = count(*) THEN sum(value_high) END AS high,
        min(is_exact) AS is_exact
    FROM (
        SELECT
            c.axis, c.number, c.is_part_held AS is_held, c.value_low, c.value_high, c.is_exact, min(c.is_whole_held * 16 + c.step),
            CASE WHEN c.is_part_held THEN c.document_id ELSE c.whole_document_id END AS document_id,
            CASE WHEN c.is_part_held THEN c.ordinal ELSE c.whole_ordinal END AS ordinal
        FROM chosen AS c
        GROUP BY c.axis, c.document_id, c.ordinal
        HAVING c.is_part_held OR NOT c.is_whole_held
    )
    GROUP BY axis, document_id, ordinal
),
rest AS (
    SELECT a.axis, c.*, coalesce(c.value_low, 0) AS low, c.value_high AS high
    FROM axes AS a CROSS JOIN countable AS c
    WHERE ((a.number << 58) | (c.document_id << 32) | c.ordinal) NOT IN (SELECT key FROM share)
    UNION ALL
    SELECT
        t.axis, c.document_id, c.ordinal, c.measure, c.unit, c.object, c.things, c.nationality, c.offences, c.country, c.place,
        c.year, c.years, c.quarter, c.value_low, c.value_high, c.is_exact AND t.is_exact,
        max(coalesce(c.value_low, 0) - coalesce(t.high, c.value_low, 0), 0),
        max(c.value_high - t.low, 0)
    FROM share AS t CROSS JOIN countable AS c ON c.document_id = t.document_id AND c.ordinal = t.ordinal
    -- A whole that was taken entirely is gone.
    WHERE NOT t.is_held AND (t.low < c.value_high OR c.value_high IS NULL)
)
SELECT
    c.axis, c.measure, c.unit, c.things, c.object, c.nationality, c.offences, c.country, c.place, c.year, c.years, c.quarter,
    c.low,
    c.high,
    c.is_exact,
    coalesce(m.document_id, c.document_id) AS document_id,
    coalesce(g.origin_id, m.document_id, c.document_id) AS origin_id,
    m.document_id IS NULL OR (m.document_id = c.document_id AND m.ordinal = c.ordinal) AS is_named
FROM rest AS c
LEFT JOIN fact_member AS m ON m.fact_document_id = c.document_id AND m.fact_ordinal = c.ordinal AND m.is_again = 0
LEFT JOIN document_origin AS g ON g.document_id = coalesce(m.document_id, c.document_id);
