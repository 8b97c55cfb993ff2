-- What codes are called.
SELECT 'measure' AS list, code, name FROM measure
UNION ALL SELECT 'offence', code, name FROM offence
UNION ALL SELECT 'country', code, name FROM country
UNION ALL SELECT 'country', 'foreign', 'Foreigners, not named further'
ORDER BY list, code;
