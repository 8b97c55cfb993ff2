-- How good is what is here, and where should one look?
SELECT what, count, of, percent, look FROM summary_data_quality;
