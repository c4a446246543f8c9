//! The words of headings: those of the stock pages, what sites write in their place, and what sites add.

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Meaning {
    RequestInfo,
    UriParameters,
    /// The one table of Web API 5.0 and older, for URI and body alike.
    Parameters,
    BodyParameters,
    RequestFormats,
    ResponseInfo,
    ResourceDescription,
    ResponseFormats,
    EnumValues,
    /// Status codes, and codes of the site's own.
    Status,
    /// What the operation does.
    Summary,
    /// A section that sites add, whose text specs have no place for.
    Own,
}

impl Meaning {
    /// Returns whether pages of operations have the heading as they come; sites add the others.
    pub(crate) fn is_stock(self) -> bool {
        !matches!(self, Meaning::Status | Meaning::EnumValues | Meaning::Summary | Meaning::Own)
    }
}

/// The headings in lower case with bars between, those of a meaning in the order of English, German, French,
/// Spanish, Portuguese, Swedish, Danish and Norwegian, Dutch, Italian, Polish, Czech and Slovak, Russian, Chinese.
pub(super) const HEADINGS: &[(Meaning, &str)] = &[
    (
        Meaning::RequestInfo,
        "request information|request info|request details|request|the request|http request|\
         anforderungsinformationen|anforderung|anfrage|anfrageinformationen|informationen zur anfrage|\
         informationen zur anforderung|informations sur la demande|informations de requête|\
         informations de la requête|informations sur la requête|requête|demande|informations de demande|\
         description de la requête|description de la demande|beschreibung der anfrage|\
         beschreibung der anforderung|descripción de la solicitud|descripción de la petición|\
         descrição da solicitação|descrição da requisição|descrizione della richiesta|\
         información de la solicitud|información de solicitud|información de la petición|solicitud|\
         petición|informações da solicitação|informações da requisição|informações do pedido|\
         informações sobre a solicitação|solicitação|requisição|pedido|begäran|information om begäran|\
         begäransinformation|förfrågan|information om förfrågan|anropsinformation|anrop|anmodning|\
         anmodningsoplysninger|forespørgsel|forespørsel|oplysninger om anmodning|aanvraaginformatie|\
         aanvraag|verzoek|verzoekinformatie|informatie over het verzoek|informatie over de aanvraag|\
         informazioni sulla richiesta|informazioni richiesta|informazioni di richiesta|richiesta|\
         informacje o żądaniu|informacje o zapytaniu|żądanie|zapytanie|informace o požadavku|\
         informace o requestu|informace o dotazu|požadavek|informácie o požiadavke|\
         požiadavka|сведения о запросе|\
         информация о запросе|запрос|请求信息|请求|請求資訊|請求",
    ),
    (
        Meaning::UriParameters,
        "uri parameters|url parameters|query parameters|query string parameters|querystring parameters|\
         path parameters|route parameters|uri params|url params|query params|query string|uri parameter|\
         url parameter|parameters in uri|parameters in url|parameters in the uri|parameters in the url|\
         uri arguments|uri-parameter|url-parameter|abfrageparameter|pfadparameter|paramètres uri|\
         paramètres d'uri|paramètres d’uri|paramètres de l'uri|paramètres de l’uri|paramètres url|\
         paramètres d'url|paramètres d’url|paramètres de l'url|parámetros de uri|parámetros uri|\
         parámetros de la uri|parámetros del uri|parámetros url|parámetros de url|parámetros de la url|\
         parâmetros de uri|parâmetros da uri|parâmetros do uri|parâmetros uri|parâmetros url|\
         parâmetros de url|parâmetros da url|uri-parametrar|url-parametrar|uri parametrar|\
         url parametrar|uri-parametre|url-parametre|uri-parameters|url-parameters|queryparameters|\
         padparameters|parametri uri|parametri url|parametri dell'uri|parametri dell’uri|\
         parametri dell'url|parametry uri|parametry url|parametry identyfikatora uri|\
         parametry adresu url|parametry adresu uri|uri parametry|url parametry|parametre uri|parametre url|\
         параметры uri|параметры url|uri параметры|url параметры|uri-параметры|параметры строки запроса|\
         uri 参数|uri参数|url 参数|url参数|查询参数|路径参数|uri 參數|url 參數",
    ),
    (
        Meaning::Parameters,
        "parameters|request parameters|input parameters|params|method parameters|parameter|\
         eingabeparameter|anfrageparameter|anforderungsparameter|paramètres|paramètres de la requête|\
         paramètres de requête|paramètres d'entrée|parámetros|parámetros de entrada|\
         parámetros de la solicitud|parâmetros|parâmetros de entrada|parâmetros da solicitação|\
         parâmetros da requisição|parametrar|inparametrar|parametre|invoerparameters|aanvraagparameters|\
         parametri|parametri della richiesta|parametri di input|parametry|parametry żądania|\
         parametry wejściowe|параметры|параметры запроса|входные параметры|参数|请求参数|參數|請求參數",
    ),
    (
        Meaning::BodyParameters,
        "body parameters|body parameter|body params|request body|request body parameters|\
         request body parameter|body|post body|message body|request payload|request object|\
         request model|body content|content parameters|body-parameter|textparameter|textkörperparameter|\
         textkörper-parameter|textkörper|rumpfparameter|anforderungstext|anfragetext|\
         body-parameter der anfrage|paramètres du corps|paramètres de corps|corps de la requête|\
         corps de la demande|corps|paramètres body|parámetros del cuerpo|parámetros de cuerpo|cuerpo|\
         cuerpo de la solicitud|parámetros body|parâmetros do corpo|parâmetros de corpo|\
         corpo da solicitação|corpo da requisição|corpo do pedido|parâmetros do body|parâmetros body|\
         body-parametrar|brödtextparametrar|brödtext|parametrar i brödtexten|body parametrar|\
         body-parametre|brødtekstparametre|body-parameters|bodyparameters|hoofdtekstparameters|\
         parameters van de hoofdtekst|aanvraagtekst|parametri del corpo|parametri di corpo|\
         parametri corpo|parametri body|parametri del body|corpo della richiesta|corpo|parametry treści|\
         parametry ciała|parametry body|treść żądania|treść zapytania|parametry těla|parametry těla požadavku|\
         tělo požadavku|parametre tela|telo požiadavky|параметры тела|\
         параметры тела запроса|тело запроса|тело|body 参数|body参数|正文参数|请求正文|请求体|请求体参数|主体参数|請求本文",
    ),
    (
        Meaning::RequestFormats,
        "request formats|request format|request body formats|request body format|sample request|sample api request|\
         sample requests|example request|example requests|request sample|request samples|\
         request example|request examples|sample request body|example request body|request body sample|\
         request body example|anforderungsformate|anfrageformate|anforderungsformat|anfrageformat|\
         formate der anforderung|formate der anfrage|beispielanfrage|anforderungsbeispiel|\
         beispielanforderung|formats de demande|formats de requête|formats de la requête|\
         formats de la demande|format de la requête|exemple de requête|exemple de demande|\
         formatos de solicitud|formatos de la solicitud|formatos de petición|ejemplo de solicitud|\
         ejemplo de petición|formatos de solicitação|formatos de requisição|formatos da solicitação|\
         formatos da requisição|formatos do pedido|exemplo de solicitação|exemplo de requisição|\
         format för begäran|begäransformat|begärandeformat|förfrågansformat|format för förfrågan|\
         anropsformat|exempel på begäran|anmodningsformater|forespørgselsformater|forespørselsformater|\
         aanvraagindelingen|aanvraagformaten|verzoekindelingen|verzoekformaten|voorbeeldaanvraag|\
         voorbeeldverzoek|formati della richiesta|formati richiesta|formati di richiesta|\
         esempio di richiesta|formaty żądania|formaty żądań|formaty zapytania|przykładowe żądanie|\
         formáty požadavku|formáty requestu|formát požadavku|příklad požadavku|ukázka požadavku|\
         formáty požiadavky|форматы запроса|форматы запросов|формат запроса|пример запроса|请求格式|请求示例|請求格式|請求範例",
    ),
    (
        Meaning::ResponseInfo,
        "response information|response info|response details|response|the response|http response|\
         salida|saída|sortie|rückgabe|ausgabe|ritorno|uscita|uitvoer|retorno|retour|odpowiedz|\
         antwortinformationen|antwort|informationen zur antwort|informations sur la réponse|\
         informations de réponse|informations de la réponse|réponse|información de la respuesta|\
         description de la réponse|beschreibung der antwort|descrição da resposta|descrizione della risposta|\
         información de respuesta|respuesta|informações da resposta|informações de resposta|\
         informações sobre a resposta|resposta|svar|information om svaret|svarsinformation|\
         information om svar|svaroplysninger|oplysninger om svar|antwoordinformatie|antwoord|\
         informatie over het antwoord|responsinformatie|informazioni sulla risposta|\
         informazioni risposta|informazioni di risposta|risposta|informacje o odpowiedzi|odpowiedź|\
         informace o odpovědi|informace o response|odpověď|informácie o odpovedi|odpoveď|\
         сведения об ответе|информация об ответе|ответ|响应信息|响应|返回信息|回應資訊|回應",
    ),
    (
        Meaning::ResourceDescription,
        "resource description|response description|response body|response parameters|response object|\
         response model|response content|return value|returns|return type|output parameters|\
         ressourcenbeschreibung|beschreibung der ressource|rückgabewert|antworttext|\
         description de la ressource|description de ressource|valeur de retour|corps de la réponse|\
         descripción del recurso|descripción de recurso|descripción de la respuesta|valor devuelto|\
         cuerpo de la respuesta|descrição do recurso|descrição de recurso|valor de retorno|\
         corpo da resposta|resursbeskrivning|beskrivning av resursen|returvärde|ressourcebeskrivelse|\
         ressursbeskrivelse|resourcebeschrijving|beschrijving van de resource|bronbeschrijving|\
         beschrijving van de bron|descrizione della risorsa|descrizione risorsa|corpo della risposta|\
         valore restituito|opis zasobu|treść odpowiedzi|popis zdroje|popis odpovědi|tělo odpovědi|\
         návratová hodnota|popis zdroja|описание ресурса|описание ресурсов|тело ответа|\
         возвращаемое значение|资源说明|资源描述|返回值|響應內容|資源描述",
    ),
    (
        Meaning::ResponseFormats,
        "response formats|response format|response body formats|response body format|sample response|sample api response|\
         sample responses|example response|example responses|response sample|response samples|\
         response example|response examples|sample response body|example response body|antwortformate|\
         antwortformat|formate der antwort|beispielantwort|antwortbeispiel|formats de réponse|\
         formats de la réponse|format de la réponse|exemple de réponse|formatos de respuesta|\
         formatos de la respuesta|ejemplo de respuesta|formatos de resposta|formatos da resposta|\
         exemplo de resposta|svarsformat|format för svar|format för svaret|exempel på svar|svarformater|\
         antwoordindelingen|antwoordformaten|responsindelingen|voorbeeldantwoord|formati della risposta|\
         formati risposta|formati di risposta|esempio di risposta|formaty odpowiedzi|\
         przykładowa odpowiedź|formáty odpovědi|formáty response|formát odpovědi|příklad odpovědi|ukázka odpovědi|\
         formáty odpovede|форматы ответа|форматы ответов|формат ответа|пример ответа|响应格式|返回格式|\
         响应示例|返回示例|回應格式",
    ),
    (
        Meaning::EnumValues,
        "possible enumeration values|possible values|enumeration values|mögliche enumerationswerte|\
         mögliche aufzählungswerte|mögliche werte|valeurs d'énumération possibles|\
         valeurs d’énumération possibles|valeurs possibles|valores de enumeración posibles|\
         posibles valores de enumeración|valores posibles|valores de enumeração possíveis|\
         possíveis valores de enumeração|valores possíveis|möjliga uppräkningsvärden|möjliga värden|\
         mulige optællingsværdier|mulige verdier|mogelijke opsommingswaarden|mogelijke waarden|\
         valori di enumerazione possibili|possibili valori di enumerazione|valori possibili|\
         możliwe wartości wyliczenia|możliwe wartości|možné hodnoty výčtu|možné hodnoty|возможные значения перечисления|\
         возможные значения|可能的枚举值|枚举值",
    ),
    (
        Meaning::Status,
        "response codes|response code|response status codes|response status code|response statuses|\
         status codes|status code|status|http status codes|http status code|http status|http codes|\
         http response codes|http response status codes|http error codes|return codes|return code|\
         result codes|error responses|standard responses|possible responses|possible results|\
         possible outcomes|possible status codes|possible response codes|possible return codes|\
         possible result codes|other responses|responses|\
         errors|error codes|error code|possible errors|error messages|error response codes|\
         failure codes|api error codes|internal error codes|application error codes|\
         business error codes|custom error codes|exceptions|statuscodes|http-statuscodes|statuscode|\
         antwortcodes|fehlercodes|fehlercode|fehler|fehlermeldungen|rückgabecodes|mögliche fehler|\
         codes d'état|codes d’état|codes d'état http|codes de réponse|codes de retour|codes d'erreur|\
         codes d’erreur|codes de statut|codes http|erreurs|códigos de estado|códigos de respuesta|\
         códigos de error|códigos de retorno|códigos http|errores|códigos de status|códigos de resposta|\
         códigos de erro|códigos de estado http|erros|statuskoder|svarskoder|felkoder|returkoder|\
         http-statuskoder|fel|felmeddelanden|fejlkoder|feilkoder|svarkoder|foutcodes|antwoordcodes|\
         responscodes|fouten|foutmeldingen|codici di stato|codici di risposta|codici di errore|\
         codici http|codici errore|errori|kody stanu|kody odpowiedzi|kody błędów|kody http|kody statusu|\
         błędy|коды состояния|коды ответа|коды ответов|коды ошибок|коды статуса|ошибки|状态码|响应码|返回码|错误码|\
         错误代码|狀態碼|錯誤碼|錯誤代碼",
    ),
    (
        Meaning::Summary,
        "summary|description|definition|overview|purpose|synopsis|about|operation|endpoint|\
         method description|api description|endpoint description|action description|method summary|\
         zusammenfassung|beschreibung|überblick|zweck|résumé|objet|présentation|resumen|descripción|\
         propósito|resumo|descrição|finalidade|sammanfattning|beskrivning|syfte|oversigt|beskrivelse|\
         formål|sammendrag|samenvatting|beschrijving|omschrijving|doel|riepilogo|descrizione|panoramica|\
         podsumowanie|opis|przeznaczenie|описание|сводка|назначение|概述|描述|说明|摘要|描述信息",
    ),
    (
        Meaning::Own,
        "remarks|remark|notes|note|comments|comment|example|examples|usage|usage notes|usage example|\
         example usage|sample usage|code example|code examples|code sample|code samples|sample code|\
         sample call|example call|how to use|see also|related|related links|links|history|change log|\
         changelog|changes|version history|versions|availability|deprecated|deprecation|\
         limitations|limits|rate limit|rate limits|rate limiting|throttling|quota|caching|paging|\
         pagination|sorting|filtering|expands|expand|prerequisites|preconditions|requirements|\
         conditions|additional notes|additional details|more information|further information|important|\
         important notes|warning|warnings|caution|caveats|tips|tip|hints|faq|details|\
         implementation notes|behaviour|behavior|business rules|validation|validation rules|validations|\
         authentication|authorization|authorisation|authorize|authorized roles|required roles|roles|\
         permission|permissions|required permissions|security|access|access rights|access control|\
         scopes|required scopes|headers|request headers|response headers|http headers|header parameters|\
         custom headers|required headers|cookies|request url|request uri|resource url|sample url|\
         example url|sample uri|example uri|try it|try it out|bemerkungen|bemerkung|anmerkungen|\
         anmerkung|hinweise|hinweis|beispiel|beispiele|berechtigungen|berechtigung|autorisierung|\
         authentifizierung|authentifizierung und autorisierung|kopfzeilen|einschränkungen|verwendung|\
         siehe auch|änderungen|voraussetzungen|wichtig|zusätzliche hinweise|remarques|remarque|exemple|\
         exemples|autorisations|autorisation|authentification|en-têtes|voir aussi|limites|\
         notes complémentaires|conditions préalables|droits d'accès|observaciones|observación|notas|\
         nota|ejemplo|ejemplos|autorización|autenticación|permisos|encabezados|cabeceras|limitaciones|\
         véase también|requisitos|observações|observação|exemplo|exemplos|autorização|autenticação|\
         permissões|cabeçalhos|limitações|comentários|ver também|anmärkningar|anmärkning|kommentarer|\
         exempel|behörighet|behörigheter|auktorisering|autentisering|rubriker|begränsningar|övrigt|\
         se även|bemærkninger|merknader|eksempel|eksempler|godkendelse|tilladelser|tillatelser|\
         autorisation og roller|opmerkingen|opmerking|voorbeeld|voorbeelden|autorisatie|authenticatie|\
         machtigingen|rechten|beperkingen|toelichting|osservazioni|esempio|esempi|autorizzazione|\
         autenticazione|permessi|autorizzazioni|intestazioni|limitazioni|commenti|uwagi|uwaga|przykład|\
         przykłady|autoryzacja|uwierzytelnianie|uprawnienia|nagłówki|ograniczenia|примечания|примечание|\
         замечания|пример|примеры|авторизация|аутентификация|разрешения|права доступа|заголовки|\
         ограничения|комментарии|备注|注意|注意事项|示例|例子|授权|认证|权限|身份验证|请求头|备注信息|備註|範例|授權|權限",
    ),
];
